"""Puts a pipeline into the queue of services, as the SDK's own class does it; prints its id."""

import json
import sys

from clearml import PipelineController

PipelineController.enqueue(sys.argv[1], queue_name="services")
print(json.dumps(sys.argv[1]))
