"""Clones a task, changes a parameter of the copy, its rate or another one, and puts it into a queue; prints the copy's id."""

import json
import sys

from clearml import Task

source, name, value = [*sys.argv[1:], "General/rate", "0.125"][:3]
copy = Task.clone(source_task=source, name="cloned by Python")
copy.set_parameter(name, float(value))
Task.enqueue(copy, queue_name="default")
print(json.dumps(copy.id))
