import sys

from clearml import Task
from phases import Phases

task = Task.get_task(sys.argv[1])
phases = Phases()

curves = task.get_all_reported_scalars()
phases.end("read")

phases.report(str(sum(len(curve["x"]) for title in curves.values() for curve in title.values())))
