import { Task } from "@clearml-ts/tasks";

// A program that hands one of its functions to whoever takes it from a queue.
await using task = await Task.init({ project: "interop/agent", name: "hand over" });
const draft = await task.createFunctionTask(
  ({ by, of }) => {
    task.logger.reportSingleValue("product", by * of);
  },
  { by: 2, of: 1 },
  { functionName: "multiply" },
);
console.log(JSON.stringify(draft?.id));
