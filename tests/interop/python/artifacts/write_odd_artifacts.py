"""Stores rarer, odd and large artifacts, replaces and deletes some, and prints what it read again."""

import hashlib
import json
import os
import pathlib

import numpy as np
import pandas as pd
from clearml import Task

task = Task.init("interop/from python", "odd artifacts", reuse_last_task_id=False, auto_resource_monitoring=False)


def written(name, content):
    path = pathlib.Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


ODD = ["spaces and ção", "quo'te\"s", "hash#percent%20", "question?amp&plus+", "slash/inside", "dots..", "温度 🌡"]
for name in ODD:
    task.upload_artifact(name, {"name": name})
task.upload_artifact("odd file", written("folder/fi le #1 100% ção+'q'.bin", b"odd"))

task.upload_artifact("list", [1, "two", {"three": None}], auto_pickle=True)
task.upload_artifact("set", {1, 2}, auto_pickle=True)
task.upload_artifact("nothing", None)
task.upload_artifact("yaml", {"b": 1, "a": [True, None]}, extension_name=".yaml")
task.upload_artifact("unsorted", {"b": 1, "a": 2}, sort_keys=False, preview="of two keys")
task.upload_artifact("frame as pickle", pd.DataFrame({"n": [1, 2]}), extension_name=".pickle")
task.upload_artifact(
    "frame with two indexes", pd.DataFrame({"n": [1, 2]}, index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)]))
)
task.upload_artifact("numbers as csv", np.arange(4).reshape(2, 2), extension_name=".csv.gz")
task.upload_artifact("serialized", [1, 2, 3], serialization_function=lambda value: bytes(value), extension_name=".bin")
task.upload_artifact(
    "several files", [written("many/one.txt", b"1").absolute(), written("many/deep/two.txt", b"2").absolute()]
)
task.upload_artifact("long text", "é" * 200_000)
task.upload_artifact("empty file", written("empty.bin", b""))
task.upload_artifact(
    "metadata", {"a": 1}, metadata={"unit": "°C", "nested": {"deep": 1}, "number": 2}, wait_on_upload=True
)

large = os.urandom(100 * 1024 * 1024)
seen = {"hash": hashlib.sha256(large).hexdigest()}
path = written("large.bin", large)
seen["uploaded"] = task.upload_artifact("large", path, wait_on_upload=True, delete_after_upload=True, retries=2)
seen["largeIsThere"] = path.exists()

task.upload_artifact("replaced", {"version": 1, "old": True}, wait_on_upload=True)
task.upload_artifact("replaced", {"version": 2}, wait_on_upload=True)
task.upload_artifact("replaced by another kind", {"version": 1}, wait_on_upload=True)
task.upload_artifact("replaced by another kind", "version 2", wait_on_upload=True)
for name in ("deleted", "forgotten"):
    task.upload_artifact(name, {"a": 1}, wait_on_upload=True)
task.reload()
seen["urls"] = {name: task.artifacts[name].url for name in ("deleted", "forgotten")}
seen["deletes"] = [task.delete_artifacts(["deleted"]), task.delete_artifacts(["forgotten"], delete_from_storage=False)]
task.close()

task = Task.get_task(task_id=task.id)


def read(name):
    return task.artifacts[name].get(force_download=True)


seen["odd"] = {name: read(name)["name"] for name in ODD}
seen["values"] = {name: read(name) for name in ("list", "nothing", "yaml", "replaced", "replaced by another kind")}
seen["set"] = sorted(read("set"))
seen["frames"] = [read("frame as pickle").n.tolist(), read("frame with two indexes").index.tolist()]
seen["numbers"] = read("numbers as csv").tolist()
seen["serialized"] = task.artifacts["serialized"].get(deserialization_function=list)
print(json.dumps({"task": task.id, "seen": seen}))
