import math
import sys
import time
from array import array

from clearml import Task
from phases import Phases

CURVES = 10

count = int(sys.argv[1])
task = Task.init("bench", "python", reuse_last_task_id=False, auto_resource_monitoring=False)
logger = task.get_logger()
seconds = array("d", bytes(8 * count))
phases = Phases()

for point in range(count):
    iteration = point // CURVES
    started = time.perf_counter()
    logger.report_scalar(f"curve {point % CURVES}", "train", math.sin(iteration / 1000), iteration)
    seconds[point] = time.perf_counter() - started
phases.end("all calls")

task.flush(wait_for_uploads=True)
task.close()
phases.end("until the server has the rest")
phases.calls(seconds)
phases.report(task.id)
