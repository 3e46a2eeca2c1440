"""Runs three experiments of different rates that report everything a task can show, and prints the ids.

Besides the task of each: its model, and the project of all.
"""

import io
import json

import matplotlib

matplotlib.use("Agg")

import numpy as np
import pandas as pd
from clearml import Logger, OutputModel, Task
from matplotlib import pyplot
from PIL import Image, ImageDraw

PROJECT = "Walk/Experiments"


def picture(text, color):
    image = Image.new("RGB", (160, 120), color)
    ImageDraw.Draw(image).text((20, 50), text, fill="white")
    return image


def report_scalars(logger: Logger, rate):
    for iteration in range(30):
        loss = 2 * np.exp(-rate * iteration) + 0.05 * np.cos(iteration)
        logger.report_scalar("loss", "train", loss, iteration)
        logger.report_scalar("loss", "validation", loss * 1.2, iteration)
        logger.report_scalar("accuracy", "train", 1 - loss / 3, iteration)
    logger.report_single_value("best loss", 0.05 / rate)
    logger.report_single_value("parameters", 1_234_567)


def report_plots(logger: Logger, rate):
    points = np.random.default_rng(7).normal(size=(60, 3)) * rate
    logger.report_histogram("histogram", "weights", points[:12, 0].tolist(), iteration=1, xaxis="bin", yaxis="count")
    logger.report_confusion_matrix("confusion", "held out", [[50, 4], [3, 61]], iteration=1, xlabels=["no", "yes"])
    logger.report_scatter2d("scatter", "points", points[:, :2], iteration=1, mode="markers")
    logger.report_scatter3d("scatter in space", "points", points, iteration=1, mode="markers")
    logger.report_surface("surface", "loss", np.outer(points[:9, 0], points[:9, 1]), iteration=1)
    rows = pd.DataFrame({"model": ["ridge", "forest"], "rmse": [1.02, 0.87]})
    logger.report_table("table", "rows", iteration=1, table_plot=rows)
    figure = pyplot.figure()
    pyplot.plot(points[:, 0])
    logger.report_matplotlib_figure("figure", "drawn", figure, iteration=1)
    logger.report_matplotlib_figure("figure", "as picture", figure, iteration=1, report_image=True)
    pyplot.close(figure)


def run(name, rate):
    task = Task.init(
        PROJECT,
        name,
        reuse_last_task_id=False,
        tags=["walked", name],
        auto_connect_frameworks=False,
        output_uri=True,
    )
    task.set_comment("An experiment that reports everything a task can show.")
    task.connect({"rate": rate, "layers": [8, 4], "optimizer": "adam"})
    task.connect({"folds": 5, "seed": 1}, name="validation")
    task.connect_configuration({"data": {"rows": 100, "split": 0.2}}, name="data")
    task.set_configuration_object("plain", config_text="rate = 0.1\nname = plain text\n")
    task.set_user_properties(owner="walker", attempt=1)
    logger = task.get_logger()
    report_scalars(logger, rate)
    report_plots(logger, rate)
    for iteration in range(4):
        for series, color in (("left", "teal"), ("right", "purple")):
            sample = np.asarray(picture(f"{name} {iteration}", color))
            logger.report_image("samples", series, iteration=iteration, image=sample)
    page = io.StringIO("<h1>Hello from a sample</h1>")
    logger.report_media("page", "greeting", iteration=1, stream=page, file_extension="html")
    for line in range(1200):
        print(f"{name}: line {line}")
    task.upload_artifact("summary", {"rate": rate, "best": 0.05 / rate})
    task.upload_artifact("frame", pd.DataFrame({"a": [1, 2, 3], "b": ["x", "y", "z"]}))
    task.upload_artifact("image", picture(name, "navy"))
    model = OutputModel(task=task, name=f"{name} model", framework="ScikitLearn", label_enumeration={"no": 0, "yes": 1})
    model.update_design(config_dict={"layers": [8, 4]})
    with open(f"{name}.bin", "wb") as weights:
        weights.write(np.arange(64, dtype=np.float32).tobytes())
    model.update_weights(weights.name, auto_delete_file=False)
    model.set_metadata("accuracy", "0.9", "float")
    model.report_scalar("evaluation", "error", 0.1, 0)
    task.close()
    return {name: task.id, f"{name} model": model.id, "experiments": task.project}


ids = {}
for name, rate in (("slow", 0.05), ("steady", 0.1), ("fast", 0.3)):
    ids |= run(name, rate)
print(json.dumps(ids))
