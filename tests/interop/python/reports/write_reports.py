"""Reports every kind of metric, plot, text and media that the Logger knows, and prints the task's id."""

import io
import json
import sys

import numpy as np
import pandas as pd
from clearml import Task
from PIL import Image

task = Task.init("interop/from python", "reports", reuse_last_task_id=False, auto_resource_monitoring=False)
logger = task.get_logger()

for iteration, value in enumerate([0.5, 0.25, 0.125]):
    logger.report_scalar("loss", "train", value, iteration)
logger.report_scalar("loss", "test", 0.75, 10)
logger.report_scalar("a.title $with", "odd.series", 1.0, 0)
logger.report_single_value("R2", 0.42)

logger.report_table("tables", "frame", 0, table_plot=pd.DataFrame({"city": ["Porto", "São Paulo"], "t": [21.5, None]}))
logger.report_table("tables", "rows", 0, table_plot=[["a", "b"], [1, 2]])
logger.report_histogram("plots", "histogram", [1, 2, 3], 0, xlabels=["x", "y", "z"])
logger.report_vector("plots", "vector", [1, 2, 3], 0)
logger.report_scatter2d("plots", "scatter", [[1, 2], [3, 4]], 0, mode="markers")
logger.report_scatter3d("plots", "scatter 3d", [[1, 2, 3], [3, 4, 5]], 0)
logger.report_line_plot("lines", [{"name": "line", "data": [[0, 1], [1, 2]]}], "x", "y", iteration=0)
logger.report_confusion_matrix("plots", "confusion matrix", np.array([[5, 1], [2, 7]]), 0, xlabels=["a", "b"])
logger.report_surface("plots", "surface", np.array([[1, 2], [3, 4]]), 0)
logger.report_plotly("plots", "plotly", {"data": [{"type": "bar", "x": ["p"], "y": [3]}], "layout": {}}, 0)

pixels = np.zeros((4, 6, 3), dtype=np.uint8)
pixels[:, :, 0] = 255
logger.report_image("samples", "array", 0, image=pixels)
Image.fromarray(pixels).save("picture.png")
logger.report_image("samples", "file", 0, local_path="picture.png")
logger.report_media("samples", "stream", 0, stream=io.StringIO("a,b\n1,2\n"), file_extension=".csv")
logger.report_media("samples", "link", 0, url="https://example.com/clip.mp4")

logger.report_text("said by the logger", level=30)
print("said by print: ção")
print("said on stderr", file=sys.stderr)
task.close()
print(json.dumps(task.id))
