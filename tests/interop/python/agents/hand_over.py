"""Hands one of its functions to whoever takes it from a queue; prints the id of the draft."""

import json

from clearml import Task


def multiply(by, of):
    task.get_logger().report_single_value("product", by * of)
    # The SDK ends the process behind the function by os._exit, and what is not sent by then is lost. Its flush does not
    # wait for what is reported while an earlier batch is on its way.
    while "product" not in task.get_reported_single_values():
        task.flush(wait_for_uploads=True)


task = Task.init("interop/agent", "hands over")
draft = task.create_function_task(multiply, by=2, of=1)
print(json.dumps(draft.id))
