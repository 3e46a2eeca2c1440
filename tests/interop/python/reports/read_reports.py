"""Prints what a task reported."""

import json
import sys

from clearml import StorageManager, Task

task = Task.get_task(task_id=sys.argv[1])


def samples(series):
    return [sample["url"] for sample in task.get_debug_samples("samples", series)]


print(
    json.dumps(
        {
            "scalars": task.get_reported_scalars(),
            "last": task.get_last_scalar_metrics(),
            "singleValues": task.get_reported_single_values(),
            "plots": {
                f"{plot['metric']}/{plot['variant']}": json.loads(plot["plot_str"])
                for plot in task.get_reported_plots(max_iterations=10)
            },
            "console": task.get_reported_console_output(number_of_reports=100),
            "picture": open(StorageManager.get_local_copy(samples("picture")[0]), "rb").read().hex(),
            "table": open(StorageManager.get_local_copy(samples("table")[0]), encoding="utf-8").read(),
            "link": samples("link"),
        }
    )
)
