"""Searches the best arguments of a task by clones of it, as processes of this machine, and prints what was found."""

import json
import sys

from clearml import Task
from clearml.automation import (
    DiscreteParameterRange,
    GridSearch,
    HyperParameterOptimizer,
    RandomSearch,
    UniformParameterRange,
)

base, name = sys.argv[1:]
depth = DiscreteParameterRange("Args/depth", values=[2, 5])
few_rates = UniformParameterRange("Args/rate", min_value=0.25, max_value=0.5, step_size=0.25)
all_rates = UniformParameterRange("Args/rate", min_value=0.25, max_value=0.5)
strategy, space = {"grid": (GridSearch, [depth, few_rates]), "random": (RandomSearch, [depth, all_rates])}[name]
task = Task.init("interop/automation", f"{name} search", Task.TaskTypes.optimizer)
optimizer = HyperParameterOptimizer(
    base_task_id=base,
    hyper_parameters=space,
    objective_metric_title="loss",
    objective_metric_series="train",
    objective_metric_sign="min",
    optimizer_class=strategy,
    max_number_of_concurrent_tasks=2,
    total_max_jobs=4 if name == "grid" else 2,
    pool_period_min=0.01,
)
optimizer.set_report_period(0.05)
completed = []
optimizer.start_locally(job_complete_callback=lambda job, *_: completed.append(job))
optimizer.wait()
top = [found.id for found in optimizer.get_top_experiments(top_k=2)]
optimizer.stop()
print(json.dumps({"optimizer": task.id, "completed": completed, "top": top}))
