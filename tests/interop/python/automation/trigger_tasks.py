"""Makes things happen that triggers wait for; prints what happened, and what the triggers called."""

import json
import pathlib
import signal
import sys
import threading
from time import sleep

from clearml import Dataset, OutputModel, Task
from clearml.automation import TriggerScheduler

base, queue = sys.argv[1:]
PROJECT = "interop/automation/events"
calls = {}

# Before the triggers, so that they see each of these only when something happens to it.
data = Dataset.create(dataset_project=PROJECT, dataset_name="survey")
pathlib.Path("survey.csv").write_text("a,b\n1,2\n")
data.add_files("survey.csv")
data.upload()
data.finalize()
running, failing = [Task.create(project_name=PROJECT, task_name=name) for name in ("running", "failing")]
for task in (running, failing):
    task.mark_started()
approved, published = [OutputModel(running, name=name, framework="custom") for name in ("approved", "published")]
for model in (approved, published):
    model.update_weights(register_uri="https://example.com/weights.bin")


def happen():
    """Does what the triggers wait for, and sends Ctrl-C, as they never end, when they have reported all of it."""
    try:
        while not all(trigger.last_update for trigger in triggers.get_triggers()):
            sleep(0.2)
        data.publish()
        published.publish()
        approved.tags = ["approved"]
        failing.mark_failed()
        running.get_logger().report_scalar("accuracy", "test", 0.95, 1)
        running.flush()
        while len(executed()) < len(triggers.get_triggers()):
            sleep(0.5)
        Task.current_task().flush(wait_for_uploads=True)
    finally:
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)


def executed():
    plots = [
        json.loads(plot["plot_str"])
        for plot in Task.current_task().get_reported_plots()
        if plot["metric"] == "Triggers Executed"
    ]
    columns = plots[-1]["data"][0]["cells"]["values"] if plots else []
    return columns[0] if columns else []


triggers = TriggerScheduler(
    pooling_frequency_minutes=0.01,
    force_create_task_name="triggers",
    force_create_task_project="interop/automation",
)
launch = {"schedule_task_id": base, "schedule_queue": queue, "target_project": "interop/automation/triggered"}
triggers.add_dataset_trigger(
    name="dataset published", trigger_on_publish=True, task_parameters={"Args/source": "${dataset.id}"}, **launch
)
triggers.add_model_trigger(
    name="model published", trigger_on_publish=True, task_parameters={"Args/source": "${model.id}"}, **launch
)
triggers.add_task_trigger(
    name="task failed",
    trigger_project=PROJECT,
    trigger_on_status=["failed"],
    task_parameters={"Args/source": "${task.id}"},
    **launch,
)
triggers.add_model_trigger(
    name="model tagged",
    trigger_on_tags=["approved"],
    schedule_function=lambda model: calls.update(tagged=model),
)
triggers.add_task_trigger(
    name="accuracy is high",
    trigger_project=PROJECT,
    trigger_on_metric="accuracy",
    trigger_on_variant="test",
    trigger_on_threshold=0.9,
    trigger_on_sign="max",
    schedule_function=lambda task: calls.update(accurate=task),
)
threading.Thread(target=happen).start()
try:
    triggers.start()
except KeyboardInterrupt:
    ids = {
        "triggers": Task.current_task().id,
        "dataset": data.id,
        "published": published.id,
        "failing": failing.id,
        "approved": approved.id,
        "running": running.id,
    }
    print(json.dumps({**ids, "calls": calls}))
