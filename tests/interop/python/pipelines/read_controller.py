"""Reads a pipeline by its id and by its name, and copies it with another parameter; prints what it found, and the copy's id."""

import json
import sys

from clearml import PipelineController

identifier, project, name, version, rate = sys.argv[1:]
pipeline = PipelineController.get(pipeline_id=identifier)
by_name = PipelineController.get(pipeline_project=project, pipeline_name=name, pipeline_version=version)
copy = PipelineController.clone(pipeline)
copy.task.set_parameter("Args/rate", float(rate))
print(
    json.dumps(
        {
            "version": pipeline.version,
            "foundByName": by_name.id == pipeline.id,
            "status": pipeline.task.get_status(),
            "tags": pipeline.tags,
            "parameters": pipeline.task.get_parameters(cast=True),
            "nodes": {
                step: {
                    "parents": sorted(node.parents),
                    "status": node.status,
                    "base": node.base_task_id,
                    "cloned": node.clone_task,
                    "cached": node.cache_executed_step,
                    "parameters": node.parameters,
                    "metrics": node.monitor_metrics,
                    "artifacts": node.monitor_artifacts,
                    "stage": node.stage,
                    "type": node.job_type,
                }
                for step, node in pipeline.get_pipeline_dag().items()
            },
            "copy": copy.id,
            "nodesOfCopy": sorted(copy.get_pipeline_dag()),
        }
    )
)
