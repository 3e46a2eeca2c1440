"""Reports pictures, media and figures in every way that the Logger knows, and prints the task's id."""

import io
import json
import pathlib
import wave

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
from clearml import Logger, Task
from PIL import Image

task = Task.init("interop/from python", "media", reuse_last_task_id=False, auto_resource_monitoring=False)
logger = Logger.current_logger()


def drawn(name, kind="plot"):
    figure, axes = plt.subplots()
    getattr(axes, kind)([1, 2, 3], [1, 4, 9])
    axes.set_title(name)
    return figure


drawn("shown")
plt.show()
plt.close("all")
logger.report_matplotlib_figure("matplotlib", "interactive", drawn("of the axes"), 0)
logger.report_matplotlib_figure("matplotlib", "picture in plots", drawn("bars", "bar"), 0, report_interactive=False)
logger.report_matplotlib_figure("matplotlib", "debug sample", drawn("dots", "scatter"), 0, report_image=True)
plt.close("all")

red = np.zeros((4, 6, 3), dtype=np.uint8)
red[:, :, 0] = 255
Image.fromarray(red).save("red.png")
logger.report_image("images", "array", 0, image=red)
logger.report_image("images", "floats", 0, image=red / 255.0)
logger.report_image("images", "grey", 0, image=red[:, :, 0])
logger.report_image("images", "PIL", 0, image=Image.new("RGB", (3, 2), (0, 128, 255)))
logger.report_image("images", "url", 0, url="https://example.com/picture.png")
logger.report_image("images", "file / with:odd?name#%", 0, local_path="red.png")

sound = io.BytesIO()
with wave.open(sound, "wb") as writer:
    writer.setparams((1, 2, 8000, 0, "NONE", "NONE"))
    writer.writeframes(bytes(1600))
sound.seek(0)
logger.report_media("media", "audio", 0, stream=sound, file_extension="wav")
pathlib.Path("page.html").write_text("<h1>olá</h1>", encoding="utf-8")
logger.report_media("media", "html", 0, local_path="page.html", delete_after_upload=True)
logger.report_media("media", "video", 0, stream=io.BytesIO(b"\x00\x00\x00\x18ftypmp42"), file_extension=".mp4")
logger.report_media("media", "link", 0, url="https://example.com/clip.mp4")

for iteration in range(12):
    logger.report_image("history", "array of iteration", iteration, image=red)
    logger.report_image("history", "three kept", iteration, image=red, max_image_history=3)

pathlib.Path("cities.csv").write_text("id,city,t\n1,Porto,21.5\n2,São Paulo,\n", encoding="utf-8")
logger.report_table("tables", "csv", 0, csv="cities.csv")
logger.report_table(
    "tables", "url", 0, url=pathlib.Path("cities.csv").absolute().as_uri(), extra_layout={"height": 600}
)
surface = [[1, 2, 3], [3, 4, 5]]
logger.report_surface("plots", "surface", surface, 0, xaxis="x", yaxis="y", zaxis="z", camera=[1, 2, 3])
logger.report_scatter3d("plots", "scatter 3d", [np.array([[1, 2, 3]]), np.array([[3, 4, 5]])], 0, labels=["a", "b"])
mesh = {"type": "mesh3d", "x": [0, 1, 0, 0], "y": [0, 0, 1, 0], "z": [0, 0, 0, 1]}
logger.report_plotly("plots", "plotly 3d", {"data": [mesh], "layout": {"scene": {"aspectmode": "cube"}}}, 0)
for iteration in range(3):
    logger.report_plotly(
        "over iterations", "bar", {"data": [{"type": "bar", "y": [iteration]}], "layout": {}}, iteration
    )

task.close()
print(json.dumps({"task": task.id, "htmlIsThere": pathlib.Path("page.html").exists()}))
