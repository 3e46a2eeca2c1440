"""Has the SDK follow a table that changes while the task runs; prints the id of the task."""

import json

import pandas
from clearml import Task

task = Task.init("interop/from python/registered", "audited")
rooms = pandas.DataFrame([{"room": "kitchen", "degrees": 21}, {"room": "attic", "degrees": 17}])
task.register_artifact("rooms", rooms, metadata={"source": "survey"})
rooms.loc[2] = ["attic", 17]
task.close()
print(json.dumps(task.id))
