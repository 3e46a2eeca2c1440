"""Runs a pipeline of two clones of a task, as processes of this machine or from a queue, and prints its id."""

import json
import sys

from clearml import PipelineController

base, where = sys.argv[1:]
pipeline = PipelineController("two tasks", "interop/automation", version="2.0.0", pool_frequency=0.01)
pipeline.add_parameter("rate", 0.25)
pipeline.add_step(
    "coarse",
    base_task_id=base,
    parameter_override={"Args/rate": "${pipeline.rate}", "Args/depth": 4},
    monitor_metrics=[(("loss", "final"), ("coarse", "loss"))],
    monitor_artifacts=["summary"],
    monitor_models=["weights"],
)
pipeline.add_step(
    "fine",
    base_task_id=base,
    parents=["coarse"],
    parameter_override={
        "Args/rate": "${coarse.parameters.Args/rate}",
        "Args/source": "${coarse.artifacts.summary.url}",
        "Args/depth": 8,
    },
    task_overrides={"comment": "refined"},
)
pipeline.set_default_execution_queue("default")
pipeline.start_locally(run_pipeline_steps_locally=where == "here")
print(json.dumps(pipeline.id))
