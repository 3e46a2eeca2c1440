"""Reads models that another language has made, changed, found, taken in and removed, and prints what it saw."""

import json
import pathlib
import sys

from clearml import InputModel, Model, Task

arguments = json.loads(sys.argv[1])
ids, project = arguments["ids"], arguments["project"]
task = Task.get_task(task_id=arguments["task"])


def weights(model):
    path = pathlib.Path(model.get_local_copy())
    if path.is_file():
        return path.read_text(encoding="utf-8")
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(path.iterdir())}


def read(model):
    return {
        "name": model.name,
        "framework": model.framework,
        "labels": dict(model.labels or {}),
        "config": model.config_text,
        "tags": sorted(model.tags or []),
        "comment": model.comment,
        "metadata": model.get_all_metadata_casted(),
        "published": model.published,
        "archived": "archived" in (model.system_tags or []),
        "url": model.url,
        "project": Task.get_project_id(project) == model.project,
        "task": model.original_task,
    }


def exists(model_id):
    try:
        return Model(model_id=model_id).name is not None
    except Exception:
        return False


def found(**filters):
    return sorted(model.name for model in Model.query_models(project_name=project, **filters))


models = {name: Model(model_id=model_id) for name, model_id in ids.items() if not name.startswith("removed")}
print(
    json.dumps(
        {
            "models": {name: read(model) for name, model in models.items()},
            "weights": {name: weights(models[name]) for name in ["forest", "steps", "ahead", "files", "stream", "alone"]},
            "found": {
                "all": found(),
                "archived too": [name for name in found(include_archived=True) if name == "shelved"],
                "by name": found(model_name="network (deeper)"),
                "by tag": found(tags=["tabular"]),
                "by all of the tags": found(tags=["__$all", "best", "tabular"]),
                "without a tag": found(tags=["-tabular", "vision"]),
                "published": found(only_published=True),
                "by metadata": found(metadata={"site": "Porto"}),
                "by metadata that was replaced": found(metadata={"site": "Lisboa"}),
                "champion": found(tags=["champion"], metadata={"main_metric": "R2"}),
            },
            "sameAgain": InputModel.import_model("https://example.com/models/net.onnx", name="other").id == ids["imported"],
            "loaded": [
                InputModel.load_model("https://example.com/models/net.onnx").id == ids["imported"],
                InputModel.load_model(models["forest"].url).id == ids["forest"],
                InputModel.load_model(models["shelved"].url) is None,
                InputModel.load_model(models["shelved"].url, load_archived=True).id == ids["shelved"],
            ],
            "byName": InputModel(name="forest", project=project).id == ids["forest"],
            "exists": {name: exists(model_id) for name, model_id in ids.items()},
            "ofTask": {kind: sorted(model.name for model in listed) for kind, listed in task.get_models().items()},
        }
    )
)
