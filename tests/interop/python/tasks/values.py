"""Writes or reads values, each beside the text that says exactly what it is: `values.py write VALUES` or `values.py read TASK`."""

import json
import math
import sys

import numpy as np
import pandas as pd
from clearml import Task


def encoded(value):
    """A value as JSON in which ints and floats, of any size, cannot be mixed up."""
    if isinstance(value, np.ndarray):
        return {"array": encoded(value.tolist()), "dtype": str(value.dtype)}
    if isinstance(value, pd.DataFrame):
        columns = {str(name): [encoded(cell) for cell in value[name].tolist()] for name in value.columns}
        return {"frame": columns}
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return {"int": str(value)}
    if isinstance(value, float):
        return {"float": repr(value)}
    if isinstance(value, (list, tuple)):
        return [encoded(item) for item in value]
    if isinstance(value, dict):
        return {"dict": [[key, encoded(item)] for key, item in sorted(value.items())]}
    return {"other": type(value).__name__}


def decoded(value):
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "int" in value:
        return int(value["int"])
    if "float" in value:
        return float(value["float"])
    return {key: decoded(item) for key, item in value["dict"]}


def write(values):
    task = Task.init("interop/from python", "values", reuse_last_task_id=False, auto_resource_monitoring=False)
    values = {name: decoded(value) for name, value in values.items()}
    task.set_parameters({"Values/" + name: value for name, value in values.items()})
    for name, value in values.items():
        task.upload_artifact(name, {"value": value})
    task.upload_artifact("float32", np.array([[0.5, math.nan], [1, 2]], dtype=np.float32))
    task.upload_artifact("int64", np.array([2**60, -1]))
    task.upload_artifact("columns first", np.asfortranarray([[1, 2, 3], [4, 5, 6]], dtype=np.uint8))
    task.upload_artifact("texts", np.array(["é", "😀 x"]))
    task.upload_artifact("flags", np.array([True, False]))
    task.upload_artifact("written by savetxt", np.array([[0.5, math.nan]] * 2), extension_name=".csv.gz")
    task.upload_artifact("objects", np.array([{"a": 1}], dtype=object))
    task.upload_artifact("frame", pd.DataFrame({"id": ["00123", "12345678901234567890"], "t": [0.5, math.nan]}))
    task.upload_artifact("pickle", [1, 2], auto_pickle=True)
    task.close()
    return {"task": task.id}


def read(task_id):
    task = Task.get_task(task_id=task_id)
    parameters = task.get_parameters(cast=True)
    return {
        "artifacts": {name: encoded(artifact.get()) for name, artifact in task.artifacts.items()},
        "parameters": {name.split("/", 1)[1]: encoded(value) for name, value in parameters.items()},
        "configurations": {
            name: encoded(task.get_configuration_object_as_dict(name)) for name in task.data.configuration
        },
    }


command, argument = sys.argv[1:]
print(json.dumps(write(json.loads(argument)) if command == "write" else read(argument)))
