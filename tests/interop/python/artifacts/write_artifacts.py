"""Stores an artifact of every kind that needs no pickle, and prints the task's id."""

import json
import pathlib

import numpy as np
import pandas as pd
from clearml import Task
from PIL import Image

task = Task.init("interop/from python", "artifacts", reuse_last_task_id=False, auto_resource_monitoring=False)

task.upload_artifact("dict", {"a": 1, "b": [True, None, "ç"], "c": {"d": 0.5}}, metadata={"unit": "°C"})
task.upload_artifact("text", "first line\nsecond line")
task.upload_artifact("frame", pd.DataFrame({"city": ["Porto", "Ouro Preto"], "t": [21.5, 18.25]}))
task.upload_artifact("array", np.arange(6).reshape(2, 3))
task.upload_artifact("image", Image.new("RGB", (3, 2), (0, 128, 255)))

folder = pathlib.Path("report folder")
(folder / "deep").mkdir(parents=True)
(folder / "one.txt").write_text("one", encoding="utf-8")
(folder / "deep" / "two.txt").write_text("two", encoding="utf-8")
task.upload_artifact("folder", folder)
task.upload_artifact("wildcard", str(folder / "*.txt"))
task.upload_artifact("file", folder / "one.txt")
task.upload_artifact("link", "https://example.com/data/set.csv")
task.register_artifact("audit", pd.DataFrame({"n": [1, 2, 3]}))
task.close()
print(json.dumps(task.id))
