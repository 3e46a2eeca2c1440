"""Prints the status of each task, and goes on with the one that waits in the queue, and with two that have run."""

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


def init(name, **how):
    return Task.init(clone.get_project_name(), name, auto_resource_monitoring=False, **how)


curve = Task.get_task(task_id=ids["continued"]).get_reported_scalars()["loss"]["train"]
further = init("again and again", continue_last_task=ids["continued"])
offset = further.get_initial_iteration()
further.get_logger().report_scalar("loss", "train", 0.25, 0)
further.close()
reused = init("reused", reuse_last_task_id=ids["reused"])
reused_curves = reused.get_reported_scalars()
reused.close()
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
            "continued": {"id": further.id, "curve": {axis: curve[axis] for axis in "xy"}, "offset": offset},
            "reused": {"id": reused.id, "curves": reused_curves},
            "cloneEnded": clone.get_status(),
        }
    )
)
