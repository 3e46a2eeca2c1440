"""Makes a dataset of files whose names come as JSON, and prints its id."""

import json
import pathlib
import sys

from clearml import Dataset

top = pathlib.Path("odd")
for index, name in enumerate(json.loads(sys.argv[1])):
    (top / name).parent.mkdir(parents=True, exist_ok=True)
    (top / name).write_text(f"content {index}", encoding="utf-8")
dataset = Dataset.create(dataset_name="odd names", dataset_project="interop/from python")
dataset.add_files(top, dataset_path="sub\\dir")
dataset.upload(show_progress=False)
dataset.finalize()
print(json.dumps(dataset.id))
