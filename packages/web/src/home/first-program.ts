/** Programs that report something, by their languages. */
export const firstProgram: Readonly<Record<string, string>> = {
  TypeScript: [
    'import { Task } from "clearml-ts";',
    "",
    'await using task = await Task.init({ project: "Demo", name: "first" });',
    'task.logger.reportScalar("loss", "train", 0.5, { iteration: 0 });',
  ].join("\n"),
  Python: [
    "from clearml import Task",
    "",
    'task = Task.init(project_name="Demo", task_name="first")',
    'task.get_logger().report_scalar("loss", "train", 0.5, iteration=0)',
  ].join("\n"),
};
