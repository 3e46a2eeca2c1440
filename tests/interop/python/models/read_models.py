"""Prints the models of a task, each as the registry describes it and with its weights."""

import json
import pathlib
import sys

from clearml import InputModel, Model, Task


def weights(model):
    if model.url.startswith("https://example.com/"):
        return model.url
    path = pathlib.Path(model.get_local_copy())
    if path.is_file():
        return path.read_bytes().hex()
    return {file.name: file.read_bytes().hex() for file in sorted(path.iterdir())}


def read(model):
    return {
        "id": model.id,
        "name": model.name,
        "framework": model.framework,
        "labels": dict(model.labels),
        "config": dict(model.config_dict),
        "tags": sorted(model.tags),
        "metadata": model.get_all_metadata_casted(),
        "published": model.published,
        "archived": "archived" in model.system_tags,
        "task": model.task,
        "weights": weights(model),
    }


task = Task.get_task(task_id=sys.argv[1])
models = {kind: {name: read(listed[name]) for name in listed.keys()} for kind, listed in task.models.items()}
first = InputModel(model_id=task.models["output"][0].id)
found = Model.query_models(project_name=task.get_project_name(), tags=["interop"])
print(json.dumps({**models, "asInput": read(first), "found": [model.name for model in found]}))
