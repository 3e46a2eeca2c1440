import { createInterface } from "node:readline";
import { connect } from "@clearml-ts/client";
import { promoteChampion } from "@clearml-ts/models";
import { Task } from "@clearml-ts/tasks";

// Promotes a model for each line `NAME VALUE` that it reads, and answers each with the name and the decision: `promoting-program PROJECT`.

const [, , project = ""] = process.argv;

await using connection = await connect();
await using task = await Task.init({ project, name: "promotions", resourceMonitor: false }, { connection });
process.stdout.write("ready\n");
for await (const line of createInterface({ input: process.stdin })) {
  const [name = "", value = ""] = line.split(" ");
  const candidate = { name, value: Number(value), weights: { url: `file:///nowhere/${name}.bin` } };
  const { promoted } = await promoteChampion({ task, mainMetric: "R2", candidate });
  process.stdout.write(`${name} ${promoted ? "promoted" : "kept"}\n`);
}
