"""Prints the parameters and the runtime properties of a task, which say what datasets it uses."""

import json
import sys

from clearml import Task

task = Task.get_task(task_id=sys.argv[1])
print(json.dumps({"parameters": task.get_parameters(), "runtime": task._get_runtime_properties()}))
