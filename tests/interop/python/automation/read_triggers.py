"""Reads the task of a trigger scheduler as the SDK's own class does, and prints the triggers and what they have seen."""

import json
import sys

from clearml import Task
from clearml.automation import TriggerScheduler

# What `start()` does under an agent, without its loop, which never ends.
scheduler = TriggerScheduler.__new__(TriggerScheduler)
scheduler._task = Task.get_task(sys.argv[1])
scheduler._dataset_triggers, scheduler._model_triggers, scheduler._task_triggers = [], [], []
scheduler._deserialize_state()
scheduler._deserialize()
print(
    json.dumps(
        [
            {
                "class": type(trigger).__name__,
                "name": trigger.name,
                "seen": list(trigger._triggered_instances or {}),
                "started": trigger._executed_instances or [],
                "looked": bool(trigger.last_update),
                "on": getattr(trigger, "on_status", None) or getattr(trigger, "on_publish", None),
            }
            for trigger in scheduler.get_triggers()
        ]
    )
)
