"""Makes two versions of a dataset, the second by adding, changing and removing files; prints their ids."""

import json
import pathlib

from clearml import Dataset

data = pathlib.Path("data set")
(data / "sub").mkdir(parents=True)
(data / "kept.txt").write_text("kept", encoding="utf-8")
(data / "changed.txt").write_text("before", encoding="utf-8")
(data / "sub" / "removed ção.txt").write_text("removed", encoding="utf-8")

first = Dataset.create(dataset_name="survey", dataset_project="interop/from python", dataset_tags=["interop"])
first.add_files(data)
first.set_description("the first version")
first.set_metadata({"rows": 3})
first.upload(show_progress=False)
first.finalize()

(data / "changed.txt").write_text("after", encoding="utf-8")
(data / "added.txt").write_text("added", encoding="utf-8")
second = Dataset.create(
    dataset_name="survey", dataset_project="interop/from python", parent_datasets=[first], dataset_version="2.0.0"
)
second.add_files(data / "changed.txt")
second.add_files(data / "added.txt", dataset_path="deep")
second.remove_files("sub/*")
second.upload(show_progress=False)
second.finalize()
second.publish()

squashed = Dataset.squash("squashed survey", dataset_ids=[second.id])
print(json.dumps({"first": first.id, "second": second.id, "squashed": squashed.id}))
