"""Hands tasks and datasets that were recorded without a server to one; prints the ids under which it knows them."""

import json
import sys

from clearml import Dataset, Task

ids = {}
for kind, archive in (word.split("=", 1) for word in sys.argv[1:]):
    if kind == "task":
        ids[kind] = Task.import_offline_session(archive)
    else:
        ids[kind] = Dataset.import_offline_session(archive, upload=True, finalize=True)
print(json.dumps(ids))
