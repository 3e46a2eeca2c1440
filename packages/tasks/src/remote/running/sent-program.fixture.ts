import { Task } from "../../task/task.ts";

// A program that goes on elsewhere, in the way that its first argument says as JSON.
const [how = "{}"] = process.argv.slice(2);
const { queue, ...options } = JSON.parse(how) as { queue?: string; clone?: boolean; exit?: boolean };
const task = await Task.init({ project: "demo", name: "sent away" });
const { rate } = await task.connect({ rate: 0.1 });
console.log(`here ${task.id}`);
const target = await task.executeRemotely(queue, options);
console.log(`going on at a rate of ${rate} as ${task.id}${target ? `, sent ${target.id}` : ""}`);
