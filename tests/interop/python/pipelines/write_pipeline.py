"""Runs a pipeline of two function steps in this process, and prints the ids of its tasks."""

import json

from clearml import PipelineController


def load(path):
    return [1, 2, 3], f"read from {path}"


def fit(rows, rate):
    from clearml import Task

    Task.current_task().get_logger().report_scalar("loss", "train", rate, 1)
    return {"mean": sum(rows) / len(rows)}


if __name__ == "__main__":
    pipeline = PipelineController("two functions", "interop", version="1.2.0", add_run_number=False, pool_frequency=0.01)
    pipeline.add_parameter("path", "survey.csv")
    pipeline.add_function_step(
        "load",
        load,
        function_kwargs={"path": "${pipeline.path}"},
        function_return=["rows", "source"],
        task_type="data_processing",
    )
    pipeline.add_function_step(
        "fit",
        fit,
        function_kwargs={"rows": "${load.rows}", "rate": 0.5},
        function_return=["result"],
        task_type="training",
    )
    pipeline.start_locally(run_pipeline_steps_locally=True)
    nodes = pipeline.get_pipeline_dag()
    print(json.dumps({"controller": pipeline.id, **{name: node.executed for name, node in nodes.items()}}))
