"""Runs a pipeline with a step that succeeds when it is tried again, and one that never does; prints its id."""

import json

from clearml.automation import PipelineDecorator


@PipelineDecorator.component(return_values=["attempt"], retry_on_failure=2)
def flaky():
    from clearml import Task

    attempt = Task.current_task().get_last_iteration() + 1
    Task.current_task().get_logger().report_scalar("attempt", "number", attempt, attempt)
    Task.current_task().flush(wait_for_uploads=True)
    if attempt < 2:
        raise RuntimeError("not this time")
    return attempt


@PipelineDecorator.component(return_values=["nothing"])
def broken(attempt):
    raise ValueError("no data")


# Not looked at more often: a step's status is remembered for a second, and a failure would be counted twice.
@PipelineDecorator.pipeline(name="failing", project="interop/automation", version="5.0.0", pool_frequency=0.02)
def failing():
    print(broken(flaky()))


if __name__ == "__main__":
    PipelineDecorator.run_locally()
    try:
        failing()
    except ValueError as reason:
        assert str(reason).startswith('Pipeline step "broken"'), reason
    else:
        raise AssertionError("The pipeline has not noticed that its step failed.")
    print(json.dumps(PipelineDecorator.get_current_pipeline().id))
