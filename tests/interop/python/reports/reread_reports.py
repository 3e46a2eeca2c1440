"""Reports to a task, reads all of it back, and prints what it read."""

import json

from clearml import StorageManager, Task

task = Task.create(project_name="interop/from python", task_name="read back")
logger = task.get_logger()
for iteration in range(2500):
    logger.report_scalar("loss", "train", 1 / (iteration + 1), iteration)
logger.report_scalar("loss", "test", 0.75, 10)
logger.report_scalar("loss", "test", 0.5, 20)
logger.report_single_value("R2", 0.42)
for iteration in range(3):
    logger.report_media("samples", "text", iteration, stream=f"of {iteration}", file_extension=".txt")
    logger.report_plotly("plots", "bar", {"data": [{"type": "bar", "y": [iteration]}], "layout": {}}, iteration)
logger.report_text("first line")
logger.report_text("second line")
task.close()

task = Task.get_task(task_id=task.id)
scalars = task.get_reported_scalars()
sampled = task.get_reported_scalars(max_samples=100)["loss"]["train"]
times = task.get_reported_scalars(x_axis="timestamp")["loss"]["test"]["x"]
dates = task.get_reported_scalars(x_axis="iso_time")["loss"]["test"]["x"]
everything = task.get_all_reported_scalars()
samples = task.get_debug_samples("samples", "text")
print(
    json.dumps(
        {
            "test": scalars["loss"]["test"],
            "points": len(scalars["loss"]["train"]["x"]),
            "sampled": {"points": len(sampled["x"]), "first": sampled["x"][0], "last": sampled["x"][-1]},
            "times": times,
            "dates": dates,
            "all": {
                title: {name: len(series["x"]) for name, series in all.items()} for title, all in everything.items()
            },
            "lastOfAll": [everything["loss"]["train"][axis][-1] for axis in ("x", "y")],
            "last": task.get_last_scalar_metrics(),
            "iteration": task.get_last_iteration(),
            "single": [task.get_reported_single_value("R2"), task.get_reported_single_value("nothing")],
            "plots": [len(task.get_reported_plots(max_iterations=many)) for many in (1, 2, 10)],
            "samples": [
                open(StorageManager.get_local_copy(sample["url"]), encoding="utf-8").read() for sample in samples
            ],
            "lastSample": [sample["iter"] for sample in task.get_debug_samples("samples", "text", n_last_iterations=1)],
            "console": task.get_reported_console_output(number_of_reports=10),
        }
    )
)
