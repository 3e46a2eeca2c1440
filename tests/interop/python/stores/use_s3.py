"""Uses a bucket through the SDK: reads what TypeScript wrote there, writes for TypeScript, and prints what happened."""

import json
import pathlib
import sys

from clearml import Dataset, StorageManager, Task

bucket, task_id, dataset_id = sys.argv[1:]


def content(path):
    return pathlib.Path(path).read_bytes().decode()


def read(path):
    top = pathlib.Path(path)
    return {file.relative_to(top).as_posix(): content(file) for file in top.rglob("*") if file.is_file()}


theirs = Task.get_task(task_id=task_id)
seen = {
    "note": content(StorageManager.get_local_copy(f"{bucket}/from typescript/nöte (1)%41.txt")),
    "names": sorted(StorageManager.list(f"{bucket}/from typescript/tree/")),
    "exists": [
        StorageManager.exists_file(f"{bucket}/from typescript/tree/{name}") for name in ("one.txt", "nothing.txt")
    ],
    "size": StorageManager.get_file_size_bytes(f"{bucket}/from typescript/large.bin"),
    "hash": StorageManager.get_metadata(f"{bucket}/from typescript/hashed.txt", read_hash=True).get("hash"),
    "artifact": theirs.artifacts["table"].get(),
    "dataset": read(Dataset.get(dataset_id=dataset_id).get_local_copy()),
}
downloaded = StorageManager.download_folder(f"{bucket}/from typescript/tree/", "downloads")
seen["downloaded"] = read(downloaded)

pathlib.Path("note.txt").write_text("from Python", encoding="utf-8")
urls = {"note": StorageManager.upload_file("note.txt", f"{bucket}/from python/nöte (1)%41.txt")}
tree = pathlib.Path("tree/deep")
tree.mkdir(parents=True)
(tree.parent / "one.txt").write_text("one", encoding="utf-8")
(tree / "two.txt").write_text("two", encoding="utf-8")
urls["tree"] = StorageManager.upload_folder("tree", f"{bucket}/from python/tree")
pathlib.Path("large.bin").write_bytes(b"0123456789abcdef" * 1024 * 1024)
urls["large"] = StorageManager.upload_file("large.bin", f"{bucket}/from python/large.bin")

task = Task.init("interop/stores", "from python", output_uri=f"{bucket}/output", auto_connect_frameworks=False)
task.upload_artifact("settings", {"a": 1}, wait_on_upload=True)
task.close()

dataset = Dataset.create(dataset_name="from python", dataset_project="interop/stores", output_uri=f"{bucket}/data")
dataset.add_files("tree")
dataset.upload(show_progress=False, output_url=f"{bucket}/data")
dataset.finalize()
print(json.dumps({"urls": urls, "task": task.id, "dataset": dataset.id, "seen": seen}))
