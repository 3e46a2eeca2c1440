import { Task } from "@clearml-ts/tasks";

// A program that sends itself to the queue, and trains where the agent is.
await using task = await Task.init({ project: "interop/agent", name: "train remotely" });
const { rate } = await task.connect({ rate: 0.5 });
console.log(JSON.stringify(task.id));
await task.executeRemotely("default");
task.logger.reportSingleValue("rate", rate);
