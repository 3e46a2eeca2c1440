"""Loads a registered forest, predicts the held-out rows of a dataset, and compares with what a task predicted.

Arguments: ids of the model, of the dataset of features and of the task with the artifact `predictions`.
"""

import json
import pathlib
import sys

import numpy as np
import pandas as pd
import ydf
from clearml import Dataset, InputModel, Task

model_id, dataset_id, task_id = sys.argv[1:]
forest = ydf.load_model(InputModel(model_id=model_id).get_local_copy(extract_archive=True))
table = pathlib.Path(Dataset.get(dataset_id=dataset_id).get_local_copy()) / "features.csv.gz"
texts = [column.name for column in forest.input_features() if column.semantic == ydf.Semantic.CATEGORICAL]
features = pd.read_csv(table, dtype={name: str for name in texts}, keep_default_na=False, na_values={})
held_out = features[features["_split"] == "test"]


def column(feature):
    values = held_out[feature.name]
    return values.to_numpy() if feature.name in texts else pd.to_numeric(values, errors="coerce").to_numpy(np.float32)


ours = Task.get_task(task_id=task_id).artifacts["predictions"].get()
theirs = forest.predict({feature.name: column(feature) for feature in forest.input_features()})
print(
    json.dumps(
        {
            "forest": type(forest).__name__,
            "rows": len(theirs),
            "sameRows": list(held_out.index) == list(ours["row"]),
            "spread": float(np.std(theirs)),
            "largestDifference": float(np.max(np.abs(theirs - ours["predicted"].to_numpy()))),
        }
    )
)
