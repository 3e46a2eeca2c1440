"""Runs a task, runs it again over its own traces, continues it, and prints the ids and the last iterations."""

import json

from clearml import Task


def run(**how):
    task = Task.init("interop/from python", "again and again", auto_resource_monitoring=False, **how)
    return task


first = run()
first.close()
second = run()
second.get_logger().report_scalar("loss", "train", 1.0, 4)
second.close()
continued = run(continue_last_task=second.id)
offset = continued.get_initial_iteration()
continued.get_logger().report_scalar("loss", "train", 0.5, 0)
continued.close()
print(json.dumps({"first": first.id, "second": second.id, "continued": continued.id, "offset": offset}))
