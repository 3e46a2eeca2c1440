"""A small training, as users have it: arguments, a loss that depends on them, artifact and model; prints its id."""

import argparse
import json
import pathlib
import tempfile

from clearml import OutputModel, Task

task = Task.init("interop/automation", "train", output_uri=True)
parser = argparse.ArgumentParser()
parser.add_argument("--rate", type=float, default=0.5)
parser.add_argument("--depth", type=int, default=2)
parser.add_argument("--source", default="survey.csv")
arguments = parser.parse_args()

print(f"training on {arguments.source}")
loss = arguments.rate + 1 / arguments.depth
for iteration in range(3):
    task.get_logger().report_scalar("loss", "train", loss / (iteration + 1), iteration)
task.get_logger().report_scalar("loss", "final", loss / 3, 3)
task.upload_artifact("summary", {"rate": arguments.rate, "depth": arguments.depth})
weights = pathlib.Path(tempfile.mkdtemp(), "weights.txt")
weights.write_text(f"rate {arguments.rate}, depth {arguments.depth}")
OutputModel(task, name="weights", framework="custom").update_weights(str(weights), auto_delete_file=False)
task.flush(wait_for_uploads=True)
print(json.dumps(task.id))
