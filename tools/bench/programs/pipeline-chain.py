import sys

from clearml import PipelineController
from phases import Phases

# Steps that do nothing, one after the other, in processes on this machine: the controller's way of running them locally.


def increment(n):
    return int(n) + 1


steps = int(sys.argv[1])
phases = Phases()
chain = PipelineController(name="chain", project="bench", version="1.0.0")
for step in range(steps):
    before = 0 if step == 0 else "${increment_%d.n}" % (step - 1)
    chain.add_function_step(
        name="increment_%d" % step, function=increment, function_kwargs={"n": before}, function_return=["n"]
    )
chain.start_locally(run_pipeline_steps_locally=True)
phases.end("run")
if not chain.is_successful():
    raise RuntimeError("The pipeline failed.")
phases.report(chain.id)
