"""Uses the file server through the SDK's StorageManager, and prints what happened."""

import hashlib
import io
import json
import os
import pathlib
import zipfile

from clearml import StorageManager
from clearml.storage.helper import StorageHelper

server = StorageManager.get_files_server()


def outcome(action):
    try:
        return action()
    except Exception as error:
        return type(error).__name__


def content(path):
    return pathlib.Path(path).read_bytes().decode()


urls = {}
seen = {}

pathlib.Path("note.txt").write_text("first", encoding="utf-8")
urls["note"] = StorageManager.upload_file("note.txt", f"{server}/shared/a folder/nöte (1).txt")
seen["copy"] = content(StorageManager.get_local_copy(urls["note"]))
seen["sameCopy"] = StorageManager.get_local_copy(urls["note"]) == StorageManager.get_local_copy(urls["note"])
pathlib.Path("note.txt").write_text("second", encoding="utf-8")
StorageManager.upload_file("note.txt", f"{server}/shared/a folder/nöte (1).txt")
seen["stale"] = content(StorageManager.get_local_copy(urls["note"]))
seen["fresh"] = content(StorageManager.get_local_copy(urls["note"], force_download=True))

tree = pathlib.Path("tree")
(tree / "deep").mkdir(parents=True)
(tree / "one.txt").write_text("one", encoding="utf-8")
(tree / "deep" / "two.txt").write_text("two", encoding="utf-8")
(tree / "deep" / "three.log").write_text("three", encoding="utf-8")
urls["tree"] = StorageManager.upload_folder("tree", f"{server}/shared/tree", match_wildcard="*.txt")

missing = f"{server}/shared/nothing.txt"
seen["exists"] = [StorageManager.exists_file(url) for url in (urls["note"], f"{urls['tree']}/deep/two.txt", missing)]
seen["missing"] = outcome(lambda: StorageManager.get_local_copy(missing))
seen["sizes"] = [StorageManager.get_file_size_bytes(urls["note"]), StorageManager.get_metadata(urls["note"])["size"]]
seen["list"] = StorageManager.list(f"{server}/shared")

with zipfile.ZipFile("packed.zip", "w") as packed:
    packed.write("tree/one.txt", "inside/one.txt")
urls["zip"] = StorageManager.upload_file("packed.zip", f"{server}/shared/packed.zip")
unpacked = pathlib.Path(StorageManager.get_local_copy(urls["zip"]))
seen["unpacked"] = content(unpacked / "inside" / "one.txt")
seen["packed"] = zipfile.is_zipfile(StorageManager.get_local_copy(urls["zip"], extract_archive=False))
downloaded = StorageManager.download_file(f"{urls['tree']}/deep/two.txt", "downloads")
seen["downloaded"] = [
    pathlib.Path(downloaded).relative_to(pathlib.Path("downloads").absolute()).as_posix(),
    content(downloaded),
]

noise = os.urandom(3_000_000)
pathlib.Path("noise.bin").write_bytes(noise)
urls["noise"] = StorageManager.upload_file("noise.bin", f"{server}/shared/noise.bin")
stream = b"".join(StorageHelper.get(urls["noise"]).download_as_stream(urls["noise"]))
seen["stream"] = hashlib.sha256(stream).hexdigest() == hashlib.sha256(noise).hexdigest()
helper = StorageHelper.get(f"{server}/shared/streamed.txt")
urls["streamed"] = helper.upload_from_stream(io.BytesIO(b"from a stream"), f"{server}/shared/streamed.txt")

local = tree.absolute().as_uri()
seen["local"] = [
    sorted(StorageManager.list(local)),
    StorageManager.exists_file(f"{local}/one.txt"),
    content(StorageManager.get_local_copy(f"{local}/one.txt")),
]

urls["gone"] = StorageManager.upload_file("note.txt", f"{server}/shared/gone.txt")
seen["deletes"] = [outcome(lambda: StorageHelper.get(urls["gone"]).delete(urls["gone"], silent=True)) for _ in range(2)]
print(json.dumps({"urls": urls, "seen": seen}))
