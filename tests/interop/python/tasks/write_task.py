"""Runs a task with parameters, configuration, properties and notes, and prints its id."""

import argparse
import json
import pathlib

from clearml import Task

task = Task.init(
    project_name="interop/from python",
    task_name="parameters",
    task_type=Task.TaskTypes.data_processing,
    tags=["interop", "python"],
    reuse_last_task_id=False,
    auto_resource_monitoring=False,
)

task.connect(
    {
        "whole": 7,
        "fraction": 1e-05,
        "huge": 1e22,
        "yes": True,
        "no": False,
        "nothing": None,
        "empty": "",
        "text": "ação: 温度 = 21 °C",
        "list": [1, 2, 3],
        "mixed": [1, "two", 3.0],
        "tuple": (1, 2),
        "dict": {"inner": 1.5, "deep": {"leaf": "x"}},
    }
)
task.connect({"rate": 0.1}, name="Training")
task.set_parameter("Training/epochs", 3, description="rounds", value_type=int)

parser = argparse.ArgumentParser()
parser.add_argument("--depth", type=int, default=4)
parser.add_argument("--name", type=str, default="tree")
parser.parse_args(["--depth", "6"])

task.connect_configuration({"model": {"kind": "forest", "trees": 300}, "bins": [0.5, 1.5]}, name="Model")
recipe = pathlib.Path("recipe.yaml")
recipe.write_text("steps:\n  - clean\n  - train\n", encoding="utf-8")
task.connect_configuration(recipe, name="Recipe")
task.set_configuration_object("Prompt", config_text="free text\nin two lines", description="said to nobody")

task.set_user_properties(owner="ana", score=0.5)
task.add_tags(["second thought"])
task.set_comment("a comment\nin two lines")
task.close()
print(json.dumps(task.id))
