"""Makes, describes and publishes models, takes one in, and prints the ids."""

import json
import pathlib

from clearml import InputModel, OutputModel, Task

task = Task.init("interop/from python", "models", reuse_last_task_id=False, auto_resource_monitoring=False, output_uri=True)

model = OutputModel(task=task, name="comfort", framework="ScikitLearn", tags=["interop"], comment="of python")
model.update_labels({"cold": 0, "warm": 1})
model.update_design(config_dict={"trees": 3, "features": ["ta", "rh"]})
pathlib.Path("weights.bin").write_bytes(bytes(range(256)))
model.update_weights(weights_filename="weights.bin", auto_delete_file=False, async_enable=False)
model.set_metadata("dataset", "abc", "str")
model.set_metadata("R2", 0.5, "float")
model.report_scalar("fit", "r2", 0.5, 1)
model.report_single_value("R2", 0.5)

folder = pathlib.Path("saved model")
folder.mkdir()
(folder / "graph.txt").write_text("graph", encoding="utf-8")
(folder / "data.txt").write_text("data", encoding="utf-8")
package = OutputModel(task=task, name="package")
package.update_weights_package(weights_path=str(folder), auto_delete_file=False, async_enable=False)
package.publish()

imported = InputModel.import_model(weights_url="https://example.com/models/net.onnx", name="imported", framework="ONNX")
task.connect(imported, name="starting point")
shelved = OutputModel(task=task, name="shelved")
pathlib.Path("old.bin").write_bytes(b"old")
shelved.update_weights(weights_filename="old.bin", auto_delete_file=False, async_enable=False)
shelved.archive()
task.close()
print(json.dumps({"task": task.id, "model": model.id, "package": package.id, "imported": imported.id, "shelved": shelved.id}))
