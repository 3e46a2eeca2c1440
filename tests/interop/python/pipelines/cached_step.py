"""Runs a pipeline of one cached copy of a task on this machine; prints how the step ended, and its task."""

import json
import sys

from clearml import PipelineController

base, rate = sys.argv[1:]
pipeline = PipelineController("one cached task", "interop/controllers", version="1.0.0", pool_frequency=0.01)
pipeline.add_step(
    "train",
    base_task_id=base,
    parameter_override={"Args/rate": float(rate), "Args/depth": 4},
    cache_executed_step=True,
)
pipeline.start_locally(run_pipeline_steps_locally=True)
node = pipeline.get_pipeline_dag()["train"]
print(json.dumps({"status": node.status, "task": node.executed, "controller": pipeline.id}))
