"""Uploads what is left of an open version of a dataset, and finalizes it."""

import json
import sys

from clearml import Dataset

dataset = Dataset.get(dataset_id=sys.argv[1])
dataset.upload(show_progress=False)
dataset.finalize()
print(json.dumps(dataset.id))
