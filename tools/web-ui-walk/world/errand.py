"""Runs a small task that an agent can repeat in a second, and prints its id."""

import json

from clearml import Task

task = Task.init("Walk/Errands", "errand", reuse_last_task_id=False)
parameters = task.connect({"steps": 3})
for step in range(int(parameters["steps"])):
    task.get_logger().report_scalar("way", "walked", step, step)
    print("step", step)
task.close()
print(json.dumps({"errand": task.id, "errands": task.project}))
