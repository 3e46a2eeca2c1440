"""Makes a version of a dataset from another one: one file more, one file less; prints its id."""

import json
import pathlib
import sys

from clearml import Dataset

parent = Dataset.get(dataset_id=sys.argv[1])
child = Dataset.create(dataset_name=parent.name, dataset_project=parent.project, parent_datasets=[parent.id])
pathlib.Path("from-python.txt").write_text("added by python", encoding="utf-8")
child.add_files("from-python.txt")
child.remove_files("first.txt")
child.upload(show_progress=False)
child.finalize()
print(json.dumps(child.id))
