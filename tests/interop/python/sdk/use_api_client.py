"""Drives the server through the SDK's APIClient, service by service, and prints what happened."""

import json
import time

from clearml.backend_api.session.client import APIClient, APIError

PROJECT = "interop/from python/api"
client = APIClient()
seen = {}


def refusal(action):
    try:
        return f"{action()} was no error"
    except APIError as error:
        return [error.code, error.subcode]


project = client.projects.create(name=PROJECT, description="made by hand", tags=["api"])
child = client.projects.create(name=f"{PROJECT}/child")
client.projects.update(project=project.id, description="changed")
found = client.projects.get_all(name=f"^{PROJECT}$")
stored = client.projects.get_by_id(project=project.id)
seen["project"] = [len(found), stored.name, stored.description, stored.tags]
seen["projectTwice"] = refusal(lambda: client.projects.create(name=PROJECT))

made = [client.tasks.create(name=f"task {number}", type="training", project=project.id) for number in range(3)]
first, second, third = (task.id for task in made)
client.tasks.edit(
    task=first, tags=["edited"], hyperparams={"Args": {"depth": {"section": "Args", "name": "depth", "value": "3"}}}
)
client.tasks.update(task=first, comment="updated", tags=["edited", "updated"])
copy = client.tasks.clone(task=first, new_task_name="copy of it")
listed = client.tasks.get_all(project=[project.id], order_by=["name"], only_fields=["id", "name", "tags", "status"])
page = client.tasks.get_all(project=[project.id], order_by=["-name"], page=0, page_size=2)
joined = client.session.send_request(
    "tasks", "get_all_ex", json={"id": [first], "only_fields": ["name", "project.name"]}
)
seen["listed"] = [[task.name, str(task.status)] for task in listed]
seen["page"] = [task.name for task in page]
seen["joined"] = joined.json()["data"]["tasks"]
seen["task"] = client.tasks.get_by_id(task=first).comment
seen["refusals"] = [
    refusal(lambda: client.tasks.get_by_id(task="nothing")),
    refusal(lambda: client.tasks.publish(task=first)),
    refusal(lambda: client.tasks.get_all(name="(")),
]

queue = client.queues.create(name="api queue", tags=["night"])
client.queues.update(queue=queue.id, name="api queue, renamed")
for task in (first, second, third):
    client.tasks.enqueue(task=task, queue=queue.id)
client.queues.move_task_to_front(queue=queue.id, task=third)
client.queues.move_task_backward(queue=queue.id, task=third, count=1)
numbers = {first: 0, second: 1, third: 2}
seen["queue"] = [numbers[entry.task] for entry in client.queues.get_by_id(queue=queue.id).entries]
seen["length"] = client.queues.get_num_entries(queue=queue.id).num
seen["next"] = numbers[client.queues.get_next_task(queue=queue.id).entry.task]
client.tasks.dequeue(task=second)
seen["deleteFullQueue"] = refusal(lambda: client.queues.delete(queue=queue.id))
seen["deletesQueue"] = client.queues.delete(queue=queue.id, force=True).deleted
seen["queues"] = [found.name for found in client.queues.get_all(name="api queue")]

client.tasks.started(task=first, force=True)
now = int(time.time() * 1000)
events = [
    {
        "type": "training_stats_scalar",
        "task": first,
        "iter": step,
        "timestamp": now + step,
        "metric": "loss",
        "variant": "train",
        "value": 1 / (step + 1),
    }
    for step in range(5)
]
events.append({"type": "log", "task": first, "timestamp": now, "level": "info", "msg": "by hand", "worker": "me"})
events.append(
    {
        "type": "plot",
        "task": first,
        "iter": 0,
        "timestamp": now,
        "metric": "plots",
        "variant": "bar",
        "plot_str": '{"data": []}',
    }
)
sent = client.session.send_request(
    "events", "add_batch", headers={"Content-Type": "application/json-lines"}, data="\n".join(map(json.dumps, events))
)
seen["sent"] = sent.json()["data"]
curves = client.events.scalar_metrics_iter_histogram(task=first)
seen["curve"] = curves.metrics["loss"]["train"]["y"]
seen["log"] = [line["msg"] for line in client.events.get_task_log(task=first).events]
seen["plots"] = [plot["variant"] for plot in client.events.get_task_plots(task=first).plots]
seen["metrics"] = [
    [one.metric, one.variant] for one in client.projects.get_unique_metric_variants(project=project.id).metrics
]
seen["parameters"] = [
    [one["section"], one["name"]] for one in client.projects.get_hyper_parameters(project=project.id).parameters
]
client.tasks.completed(task=first)
client.tasks.publish(task=first)

model = client.models.create(
    name="by hand", uri="https://example.com/by-hand.bin", framework="ONNX", project=project.id
)
client.models.add_or_update_metadata(model=model.id, metadata=[{"key": "site", "type": "str", "value": "Porto"}])
seen["models"] = [found.name for found in client.models.get_all(project=[project.id])]

seen["workers"] = len(client.workers.get_all())
seen["deleteFullProject"] = refusal(lambda: client.projects.delete(project=project.id))
client.projects.merge(project=child.id, destination_project=project.id)
seen["merged"] = len(client.projects.get_all(id=[child.id]))
client.tasks.archive_many(ids=[third])
many = client.tasks.delete_many(ids=[second, third, "nothing"], force=True)
seen["deleted"] = [[one["id"] for one in many.succeeded], [one["id"] for one in many.failed]]
seen["left"] = sorted(task.name for task in client.tasks.get_all(project=[project.id]))
ids = {"project": project.id, "first": first, "second": second, "third": third, "copy": copy.id, "model": model.id}
print(json.dumps({"ids": ids, "seen": seen}))
