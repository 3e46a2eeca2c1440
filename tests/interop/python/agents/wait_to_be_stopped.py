"""Waits until it is aborted, and then tidies up first."""

import time

from clearml import Task

task = Task.init("interop/agent", "tidy")


def tidy():
    task.upload_artifact("checkpoint", {"iteration": 7}, wait_on_upload=True)
    print("tidied up")


task.register_abort_callback(tidy)
print("waiting")
while True:
    time.sleep(1)
