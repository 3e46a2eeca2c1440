"""Hands what was recorded without a server to one; prints the ids under which it is known there."""

import json
import sys

from clearml import Dataset, Task

task_archive, dataset_archive = sys.argv[1:]
task = Task.import_offline_session(task_archive)
dataset = Dataset.import_offline_session(dataset_archive, upload=True, finalize=True)
print(json.dumps({"task": task, "dataset": dataset}))
