"""Runs a pipeline of functions and watches their reports: on this machine ("here": prints its id) or in queues."""

import json
import sys

from clearml import PipelineController


def split(path, share):
    rows = list(range(10))
    at = int(len(rows) * float(share))  # a reference to a parameter arrives as text
    return rows[:at], rows[at:]


def fit(rows, rate):
    from clearml import OutputModel, Task

    task = Task.current_task()
    task.get_logger().report_scalar("loss", "train", rate * len(rows), 1)
    with open("mean.txt", "w") as file:
        file.write(str(sum(rows) / len(rows)))
    OutputModel(task, framework="custom").update_weights("mean.txt", auto_delete_file=False)
    return {"mean": sum(rows) / len(rows)}


def judge(summary, rows):
    return abs(summary["mean"] - sum(rows) / len(rows))


if __name__ == "__main__":
    pipeline = PipelineController("three functions", "interop/automation", version="3.0.0", pool_frequency=0.01)
    pipeline.add_parameter("share", 0.5)
    pipeline.add_function_step(
        "split",
        split,
        function_kwargs={"path": "survey.csv", "share": "${pipeline.share}"},
        function_return=["training", "test"],
        task_type="data_processing",
    )
    pipeline.add_function_step(
        "fit",
        fit,
        function_kwargs={"rows": "${split.training}", "rate": 0.5},
        function_return=["summary"],
        task_type="training",
        output_uri=True,
        monitor_metrics=[("loss", "train")],
        monitor_artifacts=[("summary", "summary of the fit")],
        monitor_models=[("mean", "mean of the fit")],
    )
    pipeline.add_function_step(
        "judge",
        judge,
        function_kwargs={"summary": "${fit.summary}", "rows": "${split.test}"},
        function_return=["distance"],
        task_type="qc",
    )
    pipeline.set_default_execution_queue("default")
    if sys.argv[1:] == ["here"]:
        pipeline.start_locally(run_pipeline_steps_locally=True)
        print(json.dumps(pipeline.id))
    else:
        pipeline.start(queue="services")
