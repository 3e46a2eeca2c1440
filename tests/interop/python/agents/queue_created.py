"""Makes a task of a script that knows nothing of ClearML and puts it into a queue; prints its id."""

import json
import pathlib

from clearml import Task

program = pathlib.Path("plain.py").resolve()
program.write_text("print('plain words')\n", encoding="utf-8")
task = Task.create("interop/agent", "plain script", script=str(program), add_task_init_call=False)
Task.enqueue(task, queue_name="default")
print(json.dumps(task.id))
