"""Prints a model as the registry describes it, with the hash of its file."""

import hashlib
import json
import pathlib
import sys

from clearml import InputModel

model = InputModel(model_id=sys.argv[1])
print(
    json.dumps(
        {
            "name": model.name,
            "framework": model.framework,
            "tags": sorted(model.tags),
            "design": model.config_dict,
            "metadata": model.get_all_metadata_casted(),
            "sha256": hashlib.sha256(pathlib.Path(model.get_local_copy()).read_bytes()).hexdigest(),
            "samePath": model.get_weights() == model.get_local_copy(),
        }
    )
)
