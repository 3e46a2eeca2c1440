"""Runs a task of TypeScript as an agent would, with other defaults; prints what its objects hold then."""

import json
import sys

from clearml import Task
from clearml.task_parameters import TaskParameters, param


class Settings:
    rate = 0.1
    layers = [1]


class Machine:
    def __init__(self):
        self.cores = 1
        self.name = "none"
        self.limits = {"memory": 1, "disk": {"size": 1.0}}


class Training(TaskParameters):
    epochs = param(type=int, range=(1, 100))
    optimizer = param(type=str)


Task.debug_simulate_remote_task(sys.argv[1])
task = Task.init("never", "seen", auto_resource_monitoring=False)
task.connect(Settings, name="Class")
machine = Machine()
task.connect(machine, name="Object")
training = Training(epochs=1, optimizer="none")
task.connect(training, name="Training")
nested = task.connect({"a": {"b": {"c": []}}, "with.dot": 0, "$dollar": 0}, name="Nested")
print(
    json.dumps(
        {
            "Class": {"rate": Settings.rate, "layers": Settings.layers},
            "Object": vars(machine),
            "Training": {"epochs": training.epochs, "optimizer": training.optimizer},
            "Nested": dict(nested),
        }
    )
)
