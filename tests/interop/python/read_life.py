"""Prints the status of each task, and goes on with the one that waits in the queue."""

import json
import sys

from clearml import Task
from clearml.backend_api.session.client import APIClient

ids = json.loads(sys.argv[1])


def status(task_id):
    try:
        return Task.get_task(task_id=task_id).get_status()
    except ValueError:
        return None


statuses = {name: status(task_id) for name, task_id in ids.items()}
client = APIClient()
queue = client.queues.get_all(name="interop typescript")[0]
entries = [entry.task for entry in client.queues.get_by_id(queue.id).entries]
clone = Task.get_task(task_id=ids["clone"])
failed = Task.get_task(task_id=ids["failed"])
Task.dequeue(clone)
clone.mark_started()
clone.mark_completed()
listed = Task.get_tasks(project_name=clone.get_project_name(), task_filter={"status": ["published"]})
print(
    json.dumps(
        {
            "statuses": statuses,
            "queue": entries,
            "cloneParent": clone.parent,
            "cloneParameters": clone.get_parameters(cast=True),
            "progress": Task.get_task(task_id=ids["running"]).data.runtime["progress"],
            "reason": failed.data.status_reason,
            "archived": Task.get_task(task_id=ids["archived"]).get_archived(),
            "resetArtifacts": list(Task.get_task(task_id=ids["reset"]).artifacts),
            "published": [task.id for task in listed],
            "cloneEnded": clone.get_status(),
        }
    )
)
