"""Makes a task with all that people look up, change and delete later; prints what the SDK itself reads of it."""

import json

from clearml import Task

PROJECT = "interop/from python/upkeep"

task = Task.create(project_name=PROJECT, task_name="reported")
logger = task.get_logger()
for iteration in range(1200):
    logger.report_scalar("loss", "train", 1 / (iteration + 1), iteration)
logger.report_scalar("loss", "test", 0.5, 7)
logger.report_single_value("R2", 0.42)
for iteration in range(3):
    logger.report_media("samples", "text", iteration, stream=f"of {iteration}", file_extension=".txt")
logger.report_text("first line")
task.set_model_label_enumeration({"background": 0, "cat": 1})
task.set_parameters({"Args/rate": 0.5, "Args/net/depth": 3})
task.set_user_properties(owner="Ana", score=0.5)
task.set_configuration_object("notes", config_text="free text")
task.upload_artifact("result", {"a": 1}, wait_on_upload=True)
task.flush(wait_for_uploads=True)
task.close()
task = Task.get_task(task_id=task.id)

parent = Task.create(project_name=PROJECT, task_name="parent")
child = Task.create(project_name=PROJECT, task_name="child of (a) project")
child.set_parent(parent)
child.set_archived(True)
child.set_tags(["red", "round"])

doomed = Task.create(project_name=PROJECT, task_name="doomed")
doomed.upload_artifact("result", {"a": 1}, wait_on_upload=True)
doomed.close()

exported = task.export_task()
print(
    json.dumps(
        {
            "id": task.id,
            "parent": parent.id,
            "child": child.id,
            "doomed": doomed.id,
            "scalars": task.get_all_reported_scalars(),
            "last": task.get_last_scalar_metrics(),
            "console": task.get_reported_console_output(),
            "nested": task.get_parameters_as_dict(cast=True),
            "exported": exported,
        },
        default=str,
    )
)
