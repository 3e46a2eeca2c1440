import sys

from clearml import Task
from phases import Phases

phases = Phases()

task = Task.get_task(task_id=sys.argv[1])
phases.end("get")

copy = task.artifacts["weights"].get_local_copy()
phases.end("download")
phases.report(copy)
