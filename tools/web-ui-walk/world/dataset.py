"""Writes a dataset of two versions, the second a child of the first, and prints their ids."""

import json
import pathlib

import pandas as pd
from clearml import Dataset, Task

PROJECT, NAME = "Walk/Data", "rooms"
folder = pathlib.Path("rooms")
folder.mkdir()
for room in range(5):
    (folder / f"room {room}.csv").write_text("hour,degrees\n" + "".join(f"{h},{20 + room}\n" for h in range(24)))

first = Dataset.create(NAME, PROJECT, dataset_tags=["walked"], dataset_version="1.0.0", description="Five rooms.")
first.add_files(folder)
first.set_metadata(pd.DataFrame({"room": range(5), "floor": [0, 0, 1, 1, 2]}))
first.get_logger().report_table("preview", "rooms", 0, pd.DataFrame({"room": range(5)}))
first.upload()
first.finalize()

second = Dataset.create(NAME, PROJECT, parent_datasets=[first.id], dataset_version="1.1.0")
(folder / "room 0.csv").write_text("hour,degrees\n0,19\n")
(folder / "room 5.csv").write_text("hour,degrees\n0,25\n")
second.sync_folder(folder)
second.remove_files("room 4.csv")
second.upload()
second.finalize()
project = Task.get_task(second.id).project
print(json.dumps({"dataset": project, "first version": first.id, "second version": second.id}))
