"""Prints the names of the files in each part of a version of a dataset."""

import json
import pathlib
import sys

from clearml import Dataset

dataset = Dataset.get(dataset_id=sys.argv[1])
copies = [pathlib.Path(dataset.get_local_copy(part=part)) for part in range(dataset.get_num_chunks())]
print(json.dumps([sorted(file.name for file in copy.rglob("*") if file.is_file()) for copy in copies]))
