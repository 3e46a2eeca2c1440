"""Prints what a task is and what it was told."""

import json
import sys

from clearml import Task

task = Task.get_task(task_id=sys.argv[1])
by_name = Task.get_task(project_name=task.get_project_name(), task_name=task.name)
print(
    json.dumps(
        {
            "name": task.name,
            "type": str(task.task_type),
            "status": task.get_status(),
            "project": task.get_project_name(),
            "foundByName": by_name.id == task.id,
            "tags": sorted(task.get_tags()),
            "comment": task.comment,
            "script": task.get_script(),
            "parameters": task.get_parameters(cast=True),
            "nested": task.get_parameters_as_dict(cast=True),
            "description": task.data.hyperparams["Training"]["epochs"].description,
            "configuration": {
                "Model": task.get_configuration_object_as_dict("Model"),
                "Recipe": task.get_configuration_object("Recipe"),
                "Prompt": task.get_configuration_object("Prompt"),
            },
            "properties": task.get_user_properties(value_only=True),
        }
    )
)
