"""Prints what was done to tasks and models, given as JSON: {"tasks": [ids], "models": [ids]}."""

import json
import sys

from clearml import Model, Task

wanted = json.loads(sys.argv[1])


def task(task_id):
    found = Task.get_task(task_id=task_id)
    return {
        "name": found.name,
        "status": found.get_status(),
        "parent": found.parent,
        "tags": sorted(found.get_tags()),
        "archived": found.get_archived(),
        "parameters": found.get_parameters(),
        "page": found.get_output_log_web_page(),
    }


def model(model_id):
    found = Model(model_id=model_id)
    return {
        "tags": sorted(found.tags or []),
        "published": found.published,
        "metadata": {key: item["value"] for key, item in found.get_all_metadata().items()},
    }


existing = {found for found in Task.query_tasks()}
print(
    json.dumps(
        {
            "tasks": {task_id: task(task_id) if task_id in existing else None for task_id in wanted.get("tasks", [])},
            "models": {model_id: model(model_id) for model_id in wanted.get("models", [])},
        }
    )
)
