"""Reads the task of an optimizer and that of a scheduler as the SDK's own classes do, and prints what they found."""

import json
import sys

from clearml import Task
from clearml.automation import HyperParameterOptimizer, TaskScheduler
from clearml.automation.parameters import Parameter

optimizer_id, scheduler_id = sys.argv[1:]
top = HyperParameterOptimizer.get_optimizer_top_experiments(
    objective_metric_title="loss",
    objective_metric_series="train",
    objective_metric_sign="min",
    optimizer_task_id=optimizer_id,
    top_k=2,
)
optimizer = Task.get_task(optimizer_id)
space = optimizer.get_configuration_object_as_dict("General")["parameter_optimization_space"]
values = [Parameter.from_dict(dict(parameter)).to_list() for parameter in space]

# What `start()` does under an agent, without its loop, which never ends.
scheduler = TaskScheduler.__new__(TaskScheduler)
scheduler._task = Task.get_task(scheduler_id)
scheduler._schedule_jobs, scheduler._timeout_jobs, scheduler._executed_jobs = [], {}, []
scheduler._deserialize_state()
scheduler._deserialize()
jobs = [
    {
        "name": job.name,
        "instances": job._executed_instances,
        "parameters": job.task_parameters,
        "next": job.next().strftime("%Y-%m-%dT%H:%M:%S"),
    }
    for job in scheduler.get_scheduled_tasks()
]
print(
    json.dumps(
        {
            "top": [task.id for task in top],
            "class": optimizer.get_parameters_as_dict()["General"]["opt"]["optimizer_class"],
            "values": values,
            "jobs": jobs,
            "executed": [job.task_id for job in scheduler._executed_jobs],
        }
    )
)
