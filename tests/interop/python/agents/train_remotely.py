"""Trains on another machine: by hand it puts itself into a queue and ends, and an agent runs it from there."""

from clearml import Task

task = Task.init("interop/agent", "remote training", output_uri=True)
settings = task.connect({"rate": 0.5, "rounds": 2})
task.execute_remotely("default")

print(f"training at a rate of {settings['rate']}")
for iteration in range(settings["rounds"]):
    task.get_logger().report_scalar("loss", "train", settings["rate"] / (iteration + 1), iteration)
task.upload_artifact("summary", {"rounds": settings["rounds"]})
