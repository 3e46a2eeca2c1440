"""Runs a pipeline of four steps as functions in this process, and prints the ids of its tasks."""

import json

from clearml import PipelineController, Task


def gather(rows):
    print("gathering", rows)
    return list(range(int(rows)))


def add(numbers):
    return sum(numbers)


def largest(numbers):
    return max(numbers)


def tell(total, top):
    print("total", total, "largest", top)
    return f"{total}, {top}"


pipeline = PipelineController("numbers", "Walk", version="1.0.0", add_pipeline_tags=True)
pipeline.add_parameter("rows", 10, description="How many numbers")
pipeline.set_default_execution_queue("default")
pipeline.add_function_step("gather", gather, {"rows": "${pipeline.rows}"}, ["numbers"], stage="read")
pipeline.add_function_step("add", add, {"numbers": "${gather.numbers}"}, ["total"], stage="compute")
pipeline.add_function_step("largest", largest, {"numbers": "${gather.numbers}"}, ["top"], stage="compute")
pipeline.add_function_step("tell", tell, {"total": "${add.total}", "top": "${largest.top}"}, ["told"], stage="tell")
pipeline.start_locally(run_pipeline_steps_locally=True)
steps = {name: node.executed for name, node in pipeline.get_pipeline_dag().items()}
project = Task.get_task(pipeline.id).project
print(json.dumps({"controller": pipeline.id, "pipeline": project, **steps}))
