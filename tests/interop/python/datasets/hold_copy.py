"""Fetches a copy into the cache, locks it as the SDK does, says so by a file, and holds it until another one appears."""

import json
import pathlib
import sys
import time

from clearml import StorageManager
from clearml.storage.cache import CacheManager

url, locked, go = sys.argv[1:]
path = StorageManager.get_local_copy(url)
CacheManager.get_cache_manager().lock_cache_folder(path)
pathlib.Path(locked).touch()
while not pathlib.Path(go).exists():
    time.sleep(0.05)
print(json.dumps({"path": path, "there": pathlib.Path(path).exists()}))
