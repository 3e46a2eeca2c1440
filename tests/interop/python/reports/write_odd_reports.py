"""Reports odd numbers, and lines of every level and length, and prints the task's id."""

import json
import logging
import math

from clearml import Logger, Task

task = Task.init("interop/from python", "odd reports", reuse_last_task_id=False, auto_resource_monitoring=False)
logger = task.get_logger()

for level in ("debug", "info", "warning", "error", "critical"):
    logger.report_text(f"a line of {level}", level=getattr(logging, level.upper()), print_console=False)
logging.getLogger("of the program").warning("said by logging")
logger.report_text("x" * 100_000, print_console=False)

for value, iteration in [(1e300, 2**40), (-1e-300, 0), (0.1, 1), (2**60, 7)]:
    logger.report_scalar("numbers", "far and small", value, iteration)
logger.report_scalar("numbers", "negative iterations", 1, -3)
logger.report_scalar("numbers", "negative iterations", 2, 3)
for iteration, value in enumerate([1.0, math.nan, math.inf, -math.inf, 5.0]):
    logger.report_scalar("numbers", "none by default", value, iteration)
Logger.set_reporting_nan_value(-1)
Logger.set_reporting_inf_value(99)
for iteration, value in enumerate([math.nan, math.inf, -math.inf]):
    logger.report_scalar("numbers", "replaced", value, iteration)
logger.report_single_value("best", math.pi)
logger.report_single_value("worst", -math.inf)
task.close()
print(json.dumps(task.id))
