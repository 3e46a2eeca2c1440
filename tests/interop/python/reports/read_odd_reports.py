"""Prints the odd numbers, samples and lines that a task reported."""

import json
import pathlib
import sys

from clearml import StorageManager, Task

task = Task.get_task(task_id=sys.argv[1])


def samples(series):
    found = task.get_debug_samples("samples", series)
    return [[one["iter"], pathlib.Path(StorageManager.get_local_copy(one["url"])).read_text()] for one in found]


print(
    json.dumps(
        {
            "scalars": task.get_reported_scalars(),
            "singleValues": task.get_reported_single_values(),
            "samples": {series: samples(series) for series in ("three kept", "file / with:odd?name#%")},
            "console": task.get_reported_console_output(number_of_reports=100),
        }
    )
)
