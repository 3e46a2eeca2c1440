"""Reads what the other side changed, imports what it exported, and prints all of it."""

import json
import sys

from clearml import StorageManager, Task

ids = json.loads(sys.argv[1])
task = Task.get_task(task_id=ids["reported"])
moved = Task.get_task(task_id=ids["moved"])
copy = Task.import_task(json.loads(sys.argv[2]))
samples = task.get_debug_samples("samples", "text")
print(
    json.dumps(
        {
            "scalars": task.get_all_reported_scalars(),
            "samples": [
                open(StorageManager.get_local_copy(sample["url"]), encoding="utf-8").read() for sample in samples
            ],
            "plots": [plot["variant"] for plot in task.get_reported_plots()],
            "labels": task.get_labels_enumeration(),
            "properties": task.get_user_properties(value_only=True),
            "parameters": task.get_parameters(cast=True),
            "artifacts": list(task.artifacts),
            "moved": {
                "project": moved.get_project_name(),
                "name": moved.name,
                "type": str(moved.task_type),
                "parent": moved.parent,
                "tags": moved.get_tags(),
                "archived": moved.get_archived(),
            },
            "published": Task.get_task(task_id=ids["published"]).get_status(),
            "copy": {
                "name": copy.name,
                "status": copy.get_status(),
                "parameters": copy.get_parameters(cast=True),
                "configuration": copy.get_configuration_object("notes"),
            },
        }
    )
)
