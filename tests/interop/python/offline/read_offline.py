"""Imports a session that the other side recorded without a server, and prints what it finds on the server then."""

import json
import pathlib
import sys

from clearml import StorageManager, Task

task = Task.get_task(task_id=Task.import_offline_session(sys.argv[1]))
samples = task.get_debug_samples("notes", "first")
print(
    json.dumps(
        {
            "name": task.name,
            "project": task.get_project_name(),
            "status": task.get_status(),
            "tags": task.get_tags(),
            "comment": task.comment,
            "parameters": task.get_parameters(cast=True),
            "properties": task.get_user_properties(value_only=True),
            "configuration": task.get_configuration_object_as_dict("plan"),
            "labels": task.get_labels_enumeration(),
            "scalars": task.get_reported_scalars(),
            "single": task.get_reported_single_values(),
            "plots": [plot["variant"] for plot in task.get_reported_plots()],
            "samples": [
                pathlib.Path(StorageManager.get_local_copy(sample["url"])).read_text(encoding="utf-8")
                for sample in samples
            ],
            "summary": task.artifacts["summary"].get(),
            "frame": task.artifacts["frame"].get().to_dict("records"),
            "console": "\n".join(task.get_reported_console_output(10)),
            "models": [
                {
                    "name": model.name,
                    "framework": model.framework,
                    "weights": pathlib.Path(model.get_weights()).read_text(encoding="utf-8"),
                    "labels": model.labels,
                    "design": model.config_text,
                }
                for model in task.get_models()["output"]
            ],
        }
    )
)
