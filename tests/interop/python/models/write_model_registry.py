"""Makes models, finds them in every way, takes some in and removes others, and prints what it saw."""

import json
import pathlib

from clearml import InputModel, Model, OutputModel, Task

PROJECT = "interop/from python/registry"
task = Task.init(PROJECT, "registry", reuse_last_task_id=False, auto_resource_monitoring=False, output_uri=True)


def made(name, content=b"weights", **about):
    model = OutputModel(task=task, name=name, **about)
    path = pathlib.Path(f"{name}.bin")
    path.write_bytes(content)
    model.update_weights(str(path), auto_delete_file=False, async_enable=False)
    return model


def names(models):
    return sorted(model.name for model in models)


ids = {}
seen = {}

forest = made("forest", tags=["best", "tabular"], framework="XGBoost", comment="of trees", label_enumeration={"no": 0})
forest.set_all_metadata({"site": {"value": "Lisboa", "type": "str"}, "dropped": {"value": "1", "type": "int"}})
forest.set_all_metadata(
    {"rows": {"value": "12", "type": "int"}, "site": {"value": "Porto", "type": "str"}}, replace=True
)
forest.set_metadata("ratio", 0.5, "float")
seen["metadata"] = [forest.get_metadata("rows"), forest.get_metadata_casted("rows"), forest.get_all_metadata_casted()]

network = made("network (deep)", tags=["tabular"], config_text="layers: 3")
network.update_design(config_dict={"layers": [3, 2]})
network.update_labels({"cat": 1})
network.comment = "a comment that came later"
network.tags = ["vision"]
network.name = "network (deeper)"
network.publish()

steps = OutputModel(task=task, name="steps")
for step in range(3):
    path = pathlib.Path(f"step-{step}.bin")
    path.write_bytes(b"step %d" % step)
    steps.update_weights(str(path), iteration=step, auto_delete_file=False, async_enable=False)
ahead = OutputModel(task=task, name="in the background")
pathlib.Path("background.bin").write_bytes(b"background")
ahead.update_weights("background.bin", async_enable=True, auto_delete_file=True)
OutputModel.wait_for_uploads()
task.flush(wait_for_uploads=True)
seen["deletedAfterUpload"] = not pathlib.Path("background.bin").exists()
registered = OutputModel(task=task, name="registered")
registered.update_weights(register_uri="https://example.com/models/big.onnx")
files = OutputModel(task=task, name="several files")
files.update_weights_package(weights_filenames=["step-0.bin", "step-1.bin"], auto_delete_file=False, async_enable=False)
shelved = made("shelved")
shelved.archive()
back = made("back from the archive")
back.archive()
back.unarchive()
ids.update(
    forest=forest.id, network=network.id, steps=steps.id, ahead=ahead.id, registered=registered.id, files=files.id
)
ids.update(shelved=shelved.id, back=back.id)


def found(**filters):
    return names(Model.query_models(project_name=PROJECT, **filters))


seen["found"] = {
    "all": found(),
    "archived too": [name for name in found(include_archived=True) if name == "shelved"],
    "by name": found(model_name="network (deeper)"),
    "by tag": found(tags=["tabular"]),
    "by all of the tags": found(tags=["__$all", "best", "tabular"]),
    "without a tag": found(tags=["-tabular", "vision"]),
    "published": found(only_published=True),
    "by metadata": found(metadata={"site": "Porto"}),
    "by metadata that was replaced": found(metadata={"site": "Lisboa"}),
    "the newest": found(max_results=1),
}

imported = InputModel.import_model(
    "https://example.com/models/net.onnx",
    name="imported",
    tags=["found"],
    label_enumeration={"a": 1},
    config_dict={"k": 1},
    create_as_published=True,
)
seen["sameAgain"] = InputModel.import_model("https://example.com/models/net.onnx", name="other").id == imported.id
seen["loaded"] = [
    InputModel.load_model("https://example.com/models/net.onnx").id == imported.id,
    InputModel.load_model(forest.url).id == forest.id,
    InputModel.load_model("https://example.com/nothing.bin"),
    InputModel.load_model(shelved.url),
    InputModel.load_model(shelved.url, load_archived=True).id == shelved.id,
]
seen["byName"] = InputModel(name="forest", project=PROJECT, only_published=False).id == forest.id
by_tag = InputModel(name="imported", tags=["found"], only_published=True)
by_tag.connect(task, name="start")
ids["imported"] = imported.id

removed = made("removed", b"removed")
used = made("used elsewhere", b"used")
user = Task.create(project_name=PROJECT, task_name="user of a model")
user.set_input_model(model_id=used.id)
kept = made("removed without its file", b"kept")
seen["removedUrls"] = {"removed": removed.url, "kept": kept.url}
seen["removes"] = [
    Model.remove(removed.id),
    Model.remove(kept.id, delete_weights_file=False),
    Model.remove(used.id),
    Model.remove(used.id, force=True),
    Model.remove(removed.id),
]
ids.update(removed=removed.id, used=used.id)

task.reload()
seen["ofTask"] = {kind: [model.name for model in models] for kind, models in task.get_models().items()}
task.close()
print(json.dumps({"task": task.id, "ids": ids, "seen": seen}))
