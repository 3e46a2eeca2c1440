"""Prints a version of a dataset, with the hash of every file of its local copy."""

import hashlib
import json
import pathlib
import sys

from clearml import Dataset, Task

dataset = Dataset.get(dataset_id=sys.argv[1])
by_name = Dataset.get(dataset_project=dataset.project, dataset_name=dataset.name, dataset_version=dataset.version)
versions = Dataset.list_datasets(dataset_project=dataset.project, partial_name=f"^{dataset.name}$")
copy = pathlib.Path(dataset.get_local_copy())
files = {
    path.relative_to(copy).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
    for path in sorted(copy.rglob("*"))
    if path.is_file()
}
print(
    json.dumps(
        {
            "name": dataset.name,
            "project": dataset.project,
            "version": dataset.version,
            "final": dataset.is_final(),
            "status": Task.get_task(task_id=dataset.id).get_status(),
            "byName": by_name.id,
            "tags": dataset.tags,
            "listed": dataset.list_files(),
            "added": dataset.list_added_files(),
            "removed": dataset.list_removed_files(),
            "modified": dataset.list_modified_files(),
            "graph": dataset.get_dependency_graph(),
            "metadata": dataset.get_metadata(),
            "unhealthy": dataset.verify_dataset_hash(),
            "chunks": dataset.get_num_chunks(),
            "files": files,
            "versions": sorted(found["version"] for found in versions),
        }
    )
)
