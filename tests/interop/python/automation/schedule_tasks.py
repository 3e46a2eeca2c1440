"""Lets the scheduler put a task onto a queue and call a function, both at once, and prints what it did."""

import functools
import json
import signal
import sys
import threading
from time import sleep

from clearml import Task
from clearml.automation import TaskScheduler

base, queue = sys.argv[1:]
calls = []


def note():
    calls.append("called")


def stop_when_done():
    """Sends Ctrl-C, as the scheduler never ends of its own accord, as soon as it has reported two jobs."""
    try:
        while len(executed()) < 2:
            sleep(0.5)
        task.flush(wait_for_uploads=True)
    finally:
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)


def executed():
    plots = [json.loads(plot["plot_str"]) for plot in task.get_reported_plots() if plot["metric"] == "Executed Tasks"]
    columns = plots[-1]["data"][0]["cells"]["values"] if plots else []
    return columns[0] if columns else []


scheduler = TaskScheduler(force_create_task_name="schedule", force_create_task_project="interop/automation")
task = Task.current_task()
# Left to itself, the SDK uploads the states of one moment side by side, and an older one may arrive last.
task.upload_artifact = functools.partial(task.upload_artifact, wait_on_upload=True)
# Long rhythms: neither a full hour nor midnight during the test makes an entry due again.
scheduler.add_task(
    name="every ten hours",
    schedule_task_id=base,
    queue=queue,
    hour=10,
    execute_immediately=True,
    target_project="interop/automation/scheduled",
    task_parameters={"Args/rate": 0.125},
)
scheduler.add_task(name="every ten days", schedule_function=note, day=10, execute_immediately=True)
scheduler.add_task(name="one day", schedule_task_id=base, queue=queue, year=2100, month=1, day=1)
threading.Thread(target=stop_when_done).start()
try:
    scheduler.start()
except KeyboardInterrupt:
    print(json.dumps({"scheduler": task.id, "calls": calls}))
