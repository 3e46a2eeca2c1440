from phases import Phases

phases = Phases()
from clearml import Task  # noqa: E402

phases.end("import")

task = Task.init("bench", "python", reuse_last_task_id=False)
phases.end("init")

task.get_logger().report_scalar("loss", "train", 0.5, 0)
phases.end("scalar")

task.close()
phases.end("close")
phases.report(task.id)
