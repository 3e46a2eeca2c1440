"""Clones a task, changes a parameter of the copy and puts it into a queue; prints the copy's id."""

import json
import sys

from clearml import Task

copy = Task.clone(source_task=sys.argv[1], name="cloned by Python")
copy.set_parameter("General/rate", 0.125)
Task.enqueue(copy, queue_name="default")
print(json.dumps(copy.id))
