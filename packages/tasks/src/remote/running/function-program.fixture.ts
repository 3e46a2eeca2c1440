import { Task } from "../../task/task.ts";

// A program that hands two functions to tasks of their own.
const task = await Task.init({ project: "demo", name: "hands over" });
const multiply = ({ by, of }: { by: number; of: number }) => console.log(`product: ${by * of}`);
const greet = ({ name }: { name: string }) => console.log(`hello ${name}`);
const first = await task.createFunctionTask(multiply, { by: 2, of: 1 }, { functionName: "multiply" });
const second = await task.createFunctionTask(greet, { name: "Ana" }, { functionName: "greet", taskName: "greeting" });
await task.createFunctionTask(greet, { name: "Eva" }, { functionName: "greet" }).catch(console.error);
console.log(`made ${first?.id} ${second?.id}`);
