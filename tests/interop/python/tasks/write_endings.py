"""Ends tasks in every way, deletes one with all that it made, and runs another as an agent would; prints the ids."""

import json
import pathlib
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from clearml import OutputModel, Task
from clearml.backend_api.session.client import APIClient

PROJECT = "interop/from python/endings"


def made(name):
    return Task.create(project_name=PROJECT, task_name=name)


def started(name):
    task = made(name)
    task.mark_started()
    return task


def outcome(action):
    try:
        return action()
    except Exception as error:
        return type(error).__name__


ids = {}
seen = {}

published = started("publishes itself")
published.publish_on_completion()
published.reload()
published.mark_completed()
ids["published"] = published.id

stopping = started("asked to stop")
stopping.mark_stop_request()
ids["stopping"] = stopping.id

forced = started("forced on")
forced.mark_completed()
forced.mark_started(force=True)
ids["forced"] = forced.id
seen["publishWhileRunning"] = outcome(forced.publish)
seen["deletesPublished"] = published.delete()

waited = started("waited for")
with ThreadPoolExecutor() as pool:
    waiting = pool.submit(Task.get_task(task_id=waited.id).wait_for_status, check_interval_sec=0.1)
    waited.mark_stopped()
    waiting.result()
seen["waitsForFailure"] = outcome(lambda: waited.wait_for_status(("completed",), ("stopped",), 0.1))
ids["waited"] = waited.id

APIClient().queues.create(name="endings")
first, second = made("first in line"), made("second in line")
for task in (first, second):
    Task.enqueue(task, queue_name="endings")
seen["inLine"] = Task.get_num_enqueued_tasks(queue_name="endings")
ids.update(first=first.id, second=second.id)

doomed = Task.init(
    PROJECT, "deleted with everything", reuse_last_task_id=False, auto_resource_monitoring=False, output_uri=True
)
doomed.upload_artifact("numbers", np.arange(6), wait_on_upload=True)
pathlib.Path("weights.bin").write_bytes(b"weights")
model = OutputModel(task=doomed, name="of the deleted")
model.update_weights("weights.bin", auto_delete_file=False, async_enable=False)
doomed.get_logger().report_image("samples", "picture", 0, image=np.zeros((4, 4, 3), dtype=np.uint8))
doomed.close()
doomed = Task.get_task(task_id=doomed.id)
seen["files"] = [
    doomed.artifacts["numbers"].url,
    model.url,
    *[sample["url"] for sample in doomed.get_debug_samples("samples", "picture")],
]
seen["deleted"] = bool(doomed.delete(raise_on_error=True))
ids.update(doomed=doomed.id, model=model.id)

draft = made("as if by an agent")
draft.set_parameters({"General/rate": 0.5, "General/new": 1})
draft.set_configuration_object("Plan", config_dict={"steps": 7})
Task.debug_simulate_remote_task(draft.id)
remote = Task.init(PROJECT, "never seen", auto_resource_monitoring=False)
params = remote.connect({"rate": 0.1, "depth": 3})
plan = remote.connect_configuration({"steps": 1}, name="Plan")
kept = remote.connect({"rate": 0.1}, name="Kept", ignore_remote_overrides=True)
seen["remote"] = {"id": remote.id, "params": dict(params), "plan": dict(plan), "kept": dict(kept), "name": remote.name}
ids["draft"] = draft.id
remote.close()

print(json.dumps({"ids": ids, "seen": seen}, default=str))
