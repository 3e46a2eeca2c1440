"""Prints the version of a dataset that is found by project and name, or null."""

import json
import sys

from clearml import Dataset

try:
    dataset = Dataset.get(dataset_project=sys.argv[1], dataset_name=sys.argv[2])
    print(json.dumps({"id": dataset.id, "name": dataset.name, "project": dataset.project}))
except ValueError:
    print(json.dumps(None))
