"""Runs a pipeline whose second step is a clone of a task, between two functions, and prints its id."""

import json
import sys

from clearml import PipelineController


def before(count):
    return int(count) * 2


def after(mean):
    return float(mean) + 1


(base,) = sys.argv[1:]
pipeline = PipelineController("around a task", "interop/queued", version="1.0.0", pool_frequency=0.01)
pipeline.add_function_step(
    "before", before, function_kwargs={"count": 3}, function_return=["scale"], task_type="data_processing"
)
pipeline.add_step(
    "between",
    base_task_id=base,
    parents=["before"],
    parameter_override={"kwargs/scale": "${before.parameters.return/scale}"},
)
pipeline.add_function_step(
    "after",
    after,
    parents=["between"],
    function_kwargs={"mean": "${between.parameters.return/mean}"},
    function_return=["result"],
    task_type="qc",
)
pipeline.set_default_execution_queue("default")
pipeline.start_locally()
print(json.dumps(pipeline.id))
