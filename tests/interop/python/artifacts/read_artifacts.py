"""Prints a task's artifacts as the Python values that they are read as."""

import json
import os
import pathlib
import sys

import pandas as pd
from clearml import Task


def shown(value):
    if isinstance(value, pd.DataFrame):
        return {"frame": json.loads(value.to_json(orient="split"))}
    if isinstance(value, os.PathLike):
        value = pathlib.Path(value)
        if value.is_file():
            return {"content": value.read_bytes().hex()}
        files = sorted(path for path in value.rglob("*") if path.is_file())
        return {"files": {path.relative_to(value).as_posix(): path.read_bytes().hex() for path in files}}
    return {"value": value}


def read(artifact):
    about = {"type": artifact.type, "hash": artifact.hash, "size": artifact.size, "metadata": artifact.metadata}
    if artifact.url.startswith("https://example.com/"):
        return {**about, "url": artifact.url}
    return {**about, **shown(artifact.get())}


task = Task.get_task(task_id=sys.argv[1])
print(json.dumps({name: read(artifact) for name, artifact in task.artifacts.items()}))
