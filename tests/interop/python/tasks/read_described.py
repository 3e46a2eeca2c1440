"""Prints what the SDK reads of the tasks that the other side connected, described, copied and moved."""

import json
import sys

from clearml import Task

ids = json.loads(sys.argv[1])
project = sys.argv[2]
connected, given, copy, imported = (Task.get_task(task_id=ids[name]) for name in ("connected", "given", "copy", "imported"))
rooms = connected.artifacts["rooms"]


def names(**query):
    return sorted(task.name for task in Task.get_tasks(project_name=project, **query))


print(
    json.dumps(
        {
            "parameters": {**connected.get_parameters(cast=True), **given.get_parameters(cast=True)},
            "properties": connected.get_user_properties(),
            "list": connected.get_configuration_object_as_dict("List"),
            "labels": connected.get_labels_enumeration(),
            "script": given.data.script.to_dict(),
            "requirements": given.get_requirements(),
            "docker": given.get_base_docker(),
            "setup": given.data.container["setup_shell_script"],
            "imported": {
                "name": imported.name,
                "comment": imported.comment,
                "entry": imported.get_script()["entry_point"],
                "deep": imported.get_parameter("Section/deep/er", cast=True),
            },
            "copy": {
                "name": copy.name,
                "parent": copy.parent,
                "project": copy.get_project_name(),
                "status": copy.get_status(),
                "archived": copy.get_archived(),
                "deep": copy.get_parameter("Section/deep/er", cast=True),
            },
            "found": {
                "by part of the name": names(task_name="giv"),
                "by regular expression": names(task_name="^gi.en$"),
                "tag": names(tags=["old"], task_name="given"),
                "status": names(task_filter={"status": ["completed"]}),
                "type": names(task_filter={"type": ["training"]}, task_name="given"),
                "parent": names(task_filter={"parent": connected.id}, task_name="given"),
            },
            "projects": sorted(found.name for found in Task.get_projects(name=f"^{project}")),
            "table": rooms.get().to_dict("records"),
            "audited": {"type": rooms.type, "metadata": rooms.metadata, "statistics": rooms.preview},
            "single": connected.get_reported_single_values(),
            "console": "\n".join(connected.get_reported_console_output(10)),
        },
        default=str,
    )
)
