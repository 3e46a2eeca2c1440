"""Prints a pipeline's run as its controller and its steps."""

import json
import sys

from clearml import PipelineController, Task

pipeline = PipelineController.get(pipeline_id=sys.argv[1])
controller = Task.get_task(task_id=sys.argv[1])
by_name = PipelineController.get(pipeline_project="interop", pipeline_name=sys.argv[2])
steps = {name: (node, Task.get_task(task_id=node.executed)) for name, node in pipeline.get_pipeline_dag().items()}
clone = PipelineController.clone(pipeline, name="copy")
print(
    json.dumps(
        {
            "status": controller.get_status(),
            "type": str(controller.task_type),
            "parameters": controller.get_parameters(cast=True),
            "plots": sorted({plot["metric"] for plot in controller.get_reported_plots()}),
            "foundByName": by_name.id == controller.id,
            "steps": {
                name: {
                    "status": node.status,
                    "task": task.get_status(),
                    "parents": node.parents,
                    "parent": task.parent,
                    "parameters": task.get_parameters(cast=True),
                    "artifacts": {key: artifact.get() for key, artifact in task.artifacts.items()},
                    "scalars": task.get_reported_scalars(),
                    "console": "".join(task.get_reported_console_output(number_of_reports=10)),
                }
                for name, (node, task) in steps.items()
            },
            "clone": sorted(clone.get_pipeline_dag()),
        }
    )
)
