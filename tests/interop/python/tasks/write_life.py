"""Leads tasks through their lives: made, queued, run, cloned, reset, published, archived, deleted; prints the ids."""

import json

from clearml import Task
from clearml.backend_api.session.client import APIClient

PROJECT = "interop/from python/life"


def made(name, **about):
    return Task.create(project_name=PROJECT, task_name=name, **about)


def started(name):
    task = made(name)
    task.mark_started()
    return task


ids = {}
original = made("original", repo="https://example.com/repo.git", branch="main", script="train.py", packages=["numpy"])
original.set_parameters({"General/depth": 3})
ids["draft"] = original.id

copy = Task.clone(source_task=original, name="copy", comment="copied")
copy.set_parameter("General/depth", 5)
ids["clone"] = copy.id

client = APIClient()
queue = client.queues.create(name="interop")
ids["queue"] = queue.id
Task.enqueue(copy, queue_name="interop")
waiting = made("taken out again")
Task.enqueue(waiting, queue_name="interop")
Task.dequeue(waiting)
ids["dequeued"] = waiting.id

running = started("running")
running.set_progress(40)
ids["running"] = running.id

completed = started("completed")
completed.get_logger().report_scalar("loss", "train", 1.0, 1)
completed.flush(wait_for_uploads=True)
completed.mark_completed()
ids["completed"] = completed.id

failed = started("failed")
failed.mark_failed(status_reason="no more memory", status_message="killed")
ids["failed"] = failed.id

stopped = started("stopped")
stopped.mark_stopped(status_message="enough")
ids["stopped"] = stopped.id

published = started("published")
published.mark_completed()
published.publish()
ids["published"] = published.id

again = started("reset")
again.upload_artifact("result", {"a": 1}, wait_on_upload=True)
again.mark_completed()
again.reset()
ids["reset"] = again.id

archived = started("archived")
archived.mark_completed()
archived.set_archived(True)
ids["archived"] = archived.id

deleted = started("deleted")
deleted.upload_artifact("result", {"a": 1}, wait_on_upload=True)
deleted.mark_completed()
ids["deleted"] = deleted.id
ids["deletedArtifact"] = Task.get_task(task_id=deleted.id).artifacts["result"].url
assert deleted.delete()

print(json.dumps(ids))
