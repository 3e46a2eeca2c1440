"""Prints what each task of a run reported, as the Python values that it is read as."""

import json
import sys

import pandas as pd
from clearml import Task


def shown(value):
    return {"columns": list(value.columns), "rows": len(value)} if isinstance(value, pd.DataFrame) else value


def read(task_id):
    task = Task.get_task(task_id=task_id)
    return {
        "type": str(task.task_type),
        "status": task.get_status(),
        "parent": task.parent,
        "parameters": task.get_parameters(cast=True),
        "singleValues": task.get_reported_single_values(),
        "scalars": {title: sorted(series) for title, series in task.get_reported_scalars().items()},
        "plots": sorted({plot["metric"] for plot in task.get_reported_plots()}),
        # Files stay files: what they hold is checked where they are used.
        "artifacts": {
            name: artifact.type if artifact.type == "custom" else shown(artifact.get())
            for name, artifact in task.artifacts.items()
        },
        "models": [model.id for model in task.models["output"]],
        "console": "".join(task.get_reported_console_output(number_of_reports=1000)),
    }


print(json.dumps({name: read(task_id) for name, task_id in json.loads(sys.argv[1]).items()}))
