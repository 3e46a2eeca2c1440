"""Runs a pipeline of decorated functions: as processes of this machine, from a queue, or as calls; prints its id."""

import json
import sys

from clearml.automation import PipelineDecorator


@PipelineDecorator.component(return_values=["rows", "source"], cache=True, task_type="data_processing")
def load(path: str, count: int = 4):
    return list(range(count)), f"read from {path}"


@PipelineDecorator.component(return_values=["mean"], task_type="training", monitor_metrics=[("mean", "rows")])
def fit(rows, power: int = 1):
    from clearml import Task

    mean = sum(row**power for row in rows) / len(rows)
    Task.current_task().get_logger().report_scalar("mean", "rows", mean, power)
    return mean


@PipelineDecorator.pipeline(
    name="decorated",
    project="interop/automation",
    version="4.0.0",
    pool_frequency=0.01,
    return_value="answer",
    default_queue="default",
    start_controller_locally=True,
)
def decorated(path: str, powers: int = 2):
    rows, source = load(path)
    means = [fit(rows, power) for power in range(1, powers + 1)]
    return {"best": max(float(mean) for mean in means), "source": str(source)}


if __name__ == "__main__":
    if sys.argv[1] == "calls":
        PipelineDecorator.debug_pipeline()
    if sys.argv[1] == "here":
        PipelineDecorator.run_locally()
    assert decorated("survey.csv") == {"best": 3.5, "source": "read from survey.csv"}
    print(json.dumps(PipelineDecorator.get_current_pipeline().id))
