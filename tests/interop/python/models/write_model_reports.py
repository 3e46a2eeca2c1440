"""Reports scalars and plots of every kind on a model, and prints its id."""

import json
import pathlib

import numpy as np
from clearml import OutputModel, Task

task = Task.init("interop/from python", "model reports", reuse_last_task_id=False, auto_resource_monitoring=False, output_uri=True)
model = OutputModel(task=task, name="reported")
pathlib.Path("weights.bin").write_bytes(b"weights")
model.update_weights("weights.bin", auto_delete_file=False, async_enable=False)

for step, value in enumerate([0.5, 0.25, 0.3]):
    model.report_scalar("loss", "validation", value, step)
model.report_single_value("R2", 0.5)
model.report_histogram("bars", "votes", [1, 2, 3], labels=["votes"], xlabels=["a", "b", "c"])
model.report_vector("vector", "votes", [4, 5])
model.report_table("table", "rows", table_plot=[["room", "vote"], ["north", 1]])
model.report_line_plot("lines", [{"name": "one", "data": np.array([[0, 1], [1, 2]])}], xaxis="x", yaxis="y")
model.report_scatter2d("points", "plane", [[0, 1], [1, 2]], mode="markers")
model.report_scatter3d("points", "space", [[0, 1, 2], [1, 2, 3]])
model.report_confusion_matrix("confusion", "votes", [[5, 1], [2, 7]])
model.report_matrix("matrix", "votes", [[1, 2], [3, 4]])
model.report_surface("surface", "votes", [[1, 2], [3, 4]])
model._reporter.flush()
model._reporter.wait_for_events()
task.flush(wait_for_uploads=True)
task.close()
print(json.dumps({"model": model.id}))
