"""Closes tasks in different states, and prints the ids."""

import json

from clearml import Task


def init(name):
    return Task.init("interop/from python/closed", name, reuse_last_task_id=False, auto_resource_monitoring=False)


ids = {}

running = init("running")
running.close()
ids["running"] = running.id

for name, end in {
    "completed": lambda task: task.mark_completed(),
    "failed": lambda task: task.mark_failed(status_reason="no more memory"),
}.items():
    ended = init(name)
    end(ended)
    ended.close()
    ids[name] = ended.id

published = init("published")
published.mark_completed()
published.publish()
published.close()
ids["published"] = published.id

draft = Task.create(project_name="interop/from python/closed", task_name="draft")
draft.close()
ids["draft"] = draft.id

owner = init("of another object")
Task.get_task(task_id=owner.id).close()
ids["of another object"] = owner.id
seen = Task.get_task(task_id=owner.id).get_status()
owner.close()

print(json.dumps({"ids": ids, "whileRunning": seen}))
