import math
import sys

from clearml import Task
from phases import Phases

phases = Phases()

task = Task.init("bench", "python", reuse_last_task_id=False)
phases.end("init")

logger = task.get_logger()
for iteration in range(1000):
    logger.report_scalar("loss", "train", 1 / (iteration + 1), iteration)
phases.end("scalars")

for plot in range(10):
    data = [[x, math.sin(x / (plot + 1))] for x in range(1000)]
    series = [{"name": "sine", "data": data}]
    logger.report_line_plot(f"plot {plot}", series, xaxis="x", yaxis="y", iteration=0)
phases.end("plots")

task.upload_artifact("weights", sys.argv[1], wait_on_upload=True)
phases.end("artifact")

task.close()
phases.end("close")
phases.report(task.id)
