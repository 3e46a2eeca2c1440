"""Makes datasets in every way in which files come into a version and leave it, and prints what the SDK says of them."""

import json
import pathlib
import random

from clearml import Dataset, StorageManager

PROJECT = "interop/from python/files"


def folder(name, files):
    top = pathlib.Path(name)
    for path, content in files.items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(content, encoding="utf-8")
    return top


def closed(dataset, **how):
    dataset.upload(show_progress=False, **how)
    dataset.finalize()
    return dataset


def read(path):
    top = pathlib.Path(path)
    return {file.relative_to(top).as_posix(): file.read_bytes().decode() for file in top.rglob("*") if file.is_file()}


def names(path):
    top = pathlib.Path(path)
    return sorted(file.relative_to(top).as_posix() for file in top.rglob("*") if file.is_file())


ids = {}
seen = {}

data = folder("synced", {"kept.txt": "kept", "changed.txt": "before", "deep/gone.txt": "gone", "notes.md": "notes"})
first = Dataset.create(dataset_name="synced", dataset_project=PROJECT)
seen["syncedFirst"] = first.sync_folder(data)
closed(first)
(data / "changed.txt").write_text("after, and longer", encoding="utf-8")
(data / "deep" / "gone.txt").unlink()
(data / "added.txt").write_text("added", encoding="utf-8")
second = Dataset.create(dataset_name="synced", dataset_project=PROJECT, parent_datasets=[first])
seen["syncedAgain"] = second.sync_folder(data)
seen["removed"] = second.remove_files("*.md")
closed(second)
ids["first"], ids["synced"] = first.id, second.id
seen["changes"] = [second.list_added_files(), second.list_modified_files(), second.list_removed_files()]
seen["matching"] = [second.list_files("*.txt"), second.list_files("deep/*")]

mutable = second.get_mutable_local_copy("mutable")
(pathlib.Path(mutable) / "kept.txt").write_text("spoiled", encoding="utf-8")
(pathlib.Path(mutable) / "changed.txt").write_text("as long as before", encoding="utf-8")
seen["mutable"] = names(mutable)
seen["spoiled"] = [
    sorted(second.verify_dataset_hash(local_copy_path=mutable)),
    second.verify_dataset_hash(local_copy_path=mutable, skip_hash=True),
    second.verify_dataset_hash(),
]
try:
    second.get_mutable_local_copy("mutable")
    seen["overwrites"] = True
except ValueError:
    seen["overwrites"] = False
second.get_mutable_local_copy("mutable", overwrite=True)
seen["restored"] = second.verify_dataset_hash(local_copy_path=mutable)

other = Dataset.create(dataset_name="other", dataset_project=PROJECT)
other.add_files(folder("other", {"kept.txt": "of the other", "own.txt": "own"}))
closed(other)
merged = Dataset.create(dataset_name="merged", dataset_project=PROJECT, parent_datasets=[second.id, other.id])
ids["other"], ids["merged"] = other.id, closed(merged).id
seen["merged"] = read(merged.get_local_copy())
seen["mergedParents"] = sorted(merged.get_dependency_graph()[merged.id])

squashed = Dataset.squash("squashed", dataset_ids=[first.id, second.id, other.id])
ids["squashed"] = squashed.id
seen["squashed"] = names(squashed.get_local_copy())

big = pathlib.Path("big")
big.mkdir()
noise = random.Random(7)
for name in ("a", "b", "c"):
    (big / f"{name}.bin").write_bytes(noise.randbytes(900_000))
chunked = Dataset.create(dataset_name="chunked", dataset_project=PROJECT)
chunked.add_files(big)
ids["chunked"] = closed(chunked, chunk_size=1).id
seen["chunks"] = chunked.get_num_chunks()
seen["parts"] = [names(chunked.get_local_copy(part=part)) for part in range(chunked.get_num_chunks())]
seen["halves"] = [names(chunked.get_local_copy(part=part, num_parts=2)) for part in range(2)]
seen["someFiles"] = names(chunked.get_local_copy(files=["b.bin"]))

near = folder("near", {"one.csv": "1", "sub/two.csv": "22", "three.txt": "333"}).absolute().as_uri()
server = StorageManager.get_files_server()
far = StorageManager.upload_file("near/three.txt", f"{server}/outside/three with ção.txt")
linked = Dataset.create(dataset_name="linked", dataset_project=PROJECT)
seen["linksAdded"] = [
    linked.add_external_files(near, wildcard="*.csv", dataset_path="near"),
    linked.add_external_files(far, dataset_path="far"),
    linked.add_external_files(f"{server}/outside/nothing.txt"),
]
ids["linked"] = closed(linked).id
seen["linked"] = read(linked.get_local_copy())
seen["links"] = {path: entry.size for path, entry in linked.link_entries_dict.items()}
unlinked = Dataset.create(dataset_name="linked", dataset_project=PROJECT, parent_datasets=[linked])
seen["unlinked"] = unlinked.remove_files(far)
ids["unlinked"] = closed(unlinked).id

print(json.dumps({"ids": ids, "far": far, "seen": seen}))
