"""Makes tasks, finds them by everything that the SDK can ask for, and prints what it found."""

import json
import re

from clearml import Task

PROJECT = "interop/from python/search"


def made(name, tags=(), project=PROJECT, task_type="training", **about):
    task = Task.create(project_name=project, task_name=name, task_type=task_type, **about)
    task.set_tags(list(tags))
    return task


def completed(task):
    task.mark_started()
    task.mark_completed()
    return task


forest = made("train forest", ["best", "v1"], script="forest.py", repo="https://example.com/trees.git")
forest.set_comment("walked through the woods")
forest.mark_started()
forest.get_logger().report_scalar("loss", "test", 0.25, 3)
forest.close()
forest.mark_completed()
linear = made("train (linear) [x+y]", ["v1"])
linear.mark_started()
linear.mark_failed(status_message="no more memory")
testing = made("test forest", ["best", "debug"], task_type="testing")
testing.set_parent(forest)
testing.set_parameter("General/depth", 7)
shelved = completed(made("shelved", ["v1"]))
shelved.set_archived(True)
other = completed(made("other", ["odd tag (1)"], project=f"{PROJECT}/deeper"))
names = {task.id: task.name for task in (forest, linear, testing, shelved, other)}


def named(tasks):
    return [names.get(task if isinstance(task, str) else task.id, "?") for task in tasks]


def found(project=PROJECT, **filters):
    return named(Task.query_tasks(project_name=project, **filters))


def every(project=PROJECT, **filters):
    return sorted(found(project, **filters))


def by_tags(*tags):
    return every(tags=list(tags))


def by(**task_filter):
    return every(task_filter=task_filter)


seen = {
    "by part of the name": every(task_name="forest"),
    "by regular expression": every(task_name="^(train|other) "),
    "by escaped name": every(task_name=re.escape("train (linear) [x+y]")),
    "by exact name": every(task_name="^train forest$"),
    "in several projects": every([PROJECT, f"{PROJECT}/deeper"]),
    "in a project that is not there": every(f"{PROJECT}/nowhere"),
    "tag": by_tags("best"),
    "one tag or another": by_tags("debug", "v1"),
    "all of the tags": by_tags("__$all", "best", "v1"),
    "a tag and not another": by_tags("__$all", "best", "__$not", "debug"),
    "no tag by a minus": by_tags("best", "-debug"),
    "nested tags": by_tags("__$all", "v1", "__$or", "best", "debug"),
    "status": by(status=["failed", "created"]),
    "type": by(type=["testing"]),
    "parent": by(parent=forest.id),
    "search text": by(search_text="woods"),
    "pattern in any field": by(_any_={"fields": ["comment", "name"], "pattern": "wood|linear"}),
    "pattern in a nested field": by(_all_={"fields": ["script.repository"], "pattern": r"example\.com/trees"}),
    "by system tags": by(system_tags=["-archived"]),
    "several at once": every(task_name="train", tags=["v1"], task_filter={"status": ["completed"]}),
    "in order": found(task_filter={"order_by": ["name"]}),
    "in reverse order": found(task_filter={"order_by": ["-name"]}),
    "first page": found(task_filter={"order_by": ["name"], "page": 0, "page_size": 2}),
    "second page": found(task_filter={"order_by": ["name"], "page": 1, "page_size": 2}),
    "get_tasks by ids": named(Task.get_tasks(task_ids=[other.id, forest.id])),
    "get_tasks without archived": sorted(named(Task.get_tasks(project_name=PROJECT, allow_archived=False))),
    "get_tasks by odd tag": named(Task.get_tasks(tags=["odd tag (1)"])),
    "get_task by name and tag": named([Task.get_task(project_name=PROJECT, task_name="test forest", tags=["debug"])]),
    "get_task by name and status": named(
        [Task.get_task(project_name=PROJECT, task_name="train forest", task_filter={"status": ["completed"]})]
    ),
    "get_task that is not there": [Task.get_task(project_name=PROJECT, task_name="test forest", tags=["v1"])],
}
fields = ["name", "status", "parent", "script.repository", "hyperparams.General.depth.value", "last_metrics"]
rows = Task.query_tasks(
    project_name=PROJECT, task_name="forest", additional_return_fields=fields, task_filter={"order_by": ["name"]}
)
metrics = rows[1].pop("last_metrics")
rows[0].pop("last_metrics")
rows[1]["loss"] = [variant["value"] for variants in metrics.values() for variant in variants.values()]
projects = sorted(project.name for project in Task.get_projects() if project.name.startswith(PROJECT))
statuses = [task.get_status_message() for task in (forest, linear)]
print(
    json.dumps(
        {"found": seen, "rows": rows, "forest": forest.id, "projects": projects, "statuses": statuses}, default=str
    )
)
