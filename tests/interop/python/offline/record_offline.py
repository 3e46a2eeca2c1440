"""Records a task and a dataset without a server, and prints where they were left."""

import json
import pathlib

from clearml import Dataset, Task

Task.set_offline(True)
task = Task.init("interop/offline", "recorded", tags=["field work"])
task.connect({"rate": 0.5, "layers": [4, 2]})
task.set_configuration_object("plan", config_text="from north to south")
logger = task.get_logger()
for iteration in range(3):
    logger.report_scalar("loss", "train", 1 / (iteration + 1), iteration)
logger.report_single_value("accuracy", 0.75)
logger.report_table("rooms", "warm", iteration=0, table_plot=[["room", "degrees"], ["kitchen", 21]])
pathlib.Path("notes.txt").write_text("no reception")
logger.report_media("notes", "first", local_path="notes.txt", iteration=1)
task.upload_artifact("summary", {"mean": 1.5})
task.upload_artifact("notes", pathlib.Path("notes.txt"))
print("no reception here")
task.close()

dataset = Dataset.create(dataset_project="interop/offline", dataset_name="collected")
pathlib.Path("rooms").mkdir()
pathlib.Path("rooms/kitchen.csv").write_text("degrees\n21\n")
dataset.add_files("rooms")
dataset.upload()
Task.current_task().close()  # the one that the dataset is kept in

print(json.dumps([f"{part.get_offline_mode_folder()}.zip" for part in (task, dataset)]))
