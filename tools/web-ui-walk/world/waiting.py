"""Queues a clone of a task where no worker looks, and prints its id and the queue's."""

import json
import sys

from clearml import Task
from clearml.backend_api.session.client import APIClient

queue = APIClient().queues.create(name="patient").id
waiting = Task.clone(source_task=sys.argv[1], name="waiting")
Task.enqueue(waiting, queue_id=queue)
print(json.dumps({"queue": queue, "waiting": waiting.id}))
