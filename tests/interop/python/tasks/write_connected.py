"""Connects objects of every kind to a task, describes it in every way, copies it, and prints the ids."""

import argparse
import enum
import json
import pathlib

from clearml import Task
from clearml.task_parameters import TaskParameters, param

PROJECT = "interop/from python/connected"


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


class Settings:
    rate = 0.5
    layers = [64, 32]
    colour = Colour.BLUE
    _hidden = "not shown"


class Machine:
    def __init__(self):
        self.cores = 2
        self.name = "ação"
        self.limits = {"memory": 8, "disk": {"size": 1.5}}


class Training(TaskParameters):
    epochs = param(type=int, desc="rounds", range=(1, 100))
    optimizer = param(type=str, desc="how to go down")


Task.add_requirements("numpy", ">=1.20")
Task.ignore_requirements("pandas")
task = Task.init(
    PROJECT, "connected", reuse_last_task_id=False, auto_resource_monitoring=False, task_type=Task.TaskTypes.qc
)
task.connect(Settings, name="Class")
task.connect(Machine(), name="Object")
task.connect(Training(epochs=3, optimizer="adam"), name="Training")
nested = task.connect(
    {"a": {"b": {"c": [1, {"d": 2}]}}, "a/b": "slash", "with.dot": 1, "$dollar": 2}, name="Nested"
)
nested["late"] = True

parser = argparse.ArgumentParser()
parser.add_argument("--sizes", type=int, nargs="+", default=[1, 2])
parser.add_argument("--mode", choices=["fast", "slow"], default="slow")
parser.add_argument("--verbose", action="store_true")
parser.add_argument("--colour", type=lambda name: Colour[name], default=Colour.RED)
commands = parser.add_subparsers(dest="command")
fit = commands.add_parser("fit")
fit.add_argument("--depth", type=int, default=3)
fit.add_argument("source", nargs="?", default="survey.csv")
parser.parse_args(["--sizes", "3", "4", "--verbose", "fit", "--depth", "5"])

pathlib.Path("settings.json").write_text('{"seed": 7, "names": ["é"]}', encoding="utf-8")
task.connect_configuration("settings.json", name="JSON file")
task.connect_configuration([{"step": 1}, {"step": 2}], name="List", description="of steps")
task.connect_label_enumeration({"background": 0, "person": 1})
task.set_model_config(config_text="layers: 3")

task.set_user_properties(owner="ana", score={"value": 0.5, "type": "float", "description": "of the jury"})
task.set_user_properties({"name": "stable", "value": True}, dropped="soon")
task.delete_user_properties([{"section": "properties", "name": "dropped"}])
task.set_parameter("Given/one", 1.25)
task.update_parameters({"Given/many": [1, "two", None], "Given/none": None, "Given/colour": Colour.RED})
task.update_parameters({"Given/more": {"deep": 1}})
seen = {"deleted": [task.delete_parameter("Given/one"), task.delete_parameter("Given/one", force=True)]}
seen["given"] = [task.get_parameter(f"Given/{name}", cast=True) for name in ("many", "none", "more", "one")]
seen["configuration"] = task.get_configuration_object_as_dict("JSON file")
seen["labels"] = task.get_labels_enumeration()
task.close()
ids = {"connected": task.id}

pathlib.Path("requirements.txt").write_text("numpy==2.0\nscipy\n", encoding="utf-8")
Task.force_requirements_env_freeze(requirements_file="requirements.txt")
Task.force_store_standalone_script()
forced = Task.init(PROJECT, "forced", reuse_last_task_id=False, auto_resource_monitoring=False)
forced.set_parameters_as_dict({"Section": {"deep": {"er": 1}}})
seen["nested"] = forced.get_parameters_as_dict(cast=True)
forced.close()
ids["forced"] = forced.id

given = Task.create(
    project_name=PROJECT,
    task_name="given",
    task_type="data_processing",
    repo="https://example.com/repo.git",
    branch="main",
    commit="0123456789",
    script="src/train.py",
    working_directory=".",
    packages=["numpy==2.0", "scikit-learn"],
    docker="python:3.11",
    docker_args="--network host -e A=1",
    docker_bash_setup_script="apt-get update\napt-get install -y gcc",
    argparse_args=[("depth", "6")],
)
given.set_script(entry_point="train.py", working_dir="src", diff="diff --git a b", commit="abcdef", binary="python3.12")
given.set_parent(task)
given.set_comment("first line\nsecond: ção")
given.set_tags(["a", "b c"])
given.remove_tags(["a"])
given.rename("given a new name")
given.set_task_type(Task.TaskTypes.testing)
given.set_packages(["numpy==2.1"])
given.set_archived(True)
seen["archived"] = given.get_archived()
given.set_archived(False)
seen["docker"] = given.get_base_docker()
seen["requirements"] = given.get_requirements()
given.move_to_project(new_project_name=f"{PROJECT}/moved")
seen["project"] = [given.get_project_name(), Task.get_project_id(f"{PROJECT}/moved") == given.project]
ids["given"] = given.id

pathlib.Path("script.py").write_text("print('hello')\n", encoding="utf-8")
alone = Task.create(project_name=PROJECT, task_name="one script", script="script.py", force_single_script_file=True)
ids["script"] = alone.id

exported = json.loads(json.dumps(given.export_task(), default=str))
exported["name"] = "imported"
exported["hyperparams"]["Args"]["depth"]["value"] = "7"
ids["imported"] = Task.import_task(exported).id
task_again = Task.get_task(task_id=ids["imported"])
task_again.update_task({"comment": "updated"})
copy = Task.clone(source_task=given, name="copy", comment="cloned", parent=task.id, project=alone.project)
copy.set_base_docker(docker_image="ubuntu:22.04", docker_arguments=["--gpus", "all"])
ids["copy"] = copy.id

print(json.dumps({"ids": ids, "seen": seen}))
