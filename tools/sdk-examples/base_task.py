"""Stands in for a task that other examples look up by its name: it has their parameters and reports what they watch."""

import sys

from clearml import Task

task = Task.init(project_name="examples", task_name=sys.argv[1] if len(sys.argv) > 1 else "base task")
options = task.connect({"batch_size": 128, "epochs": 6, "layer_1": 512, "layer_2": 512, "layer_3": 10, "layer_4": 512})

width = options["layer_1"] + options["layer_2"]
logger = task.get_logger()
for epoch in range(options["epochs"]):
    accuracy = 1 - 100 / (width + options["batch_size"] * (epoch + 1))
    logger.report_scalar("epoch_accuracy", "epoch_accuracy", accuracy, epoch)
logger.report_scalar("evaluate", "score", 1 - accuracy, options["epochs"])
logger.report_scalar("evaluate", "accuracy", accuracy, options["epochs"])
