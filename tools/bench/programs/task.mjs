// @ts-check
import { Task } from "@clearml-ts/tasks";
import { Phases } from "./phases.mjs";

const [, , path = ""] = process.argv;
const phases = new Phases();

const task = await Task.init({ project: "bench", name: "typescript" });
phases.end("init");

for (let iteration = 0; iteration < 1000; iteration += 1) {
  task.logger.reportScalar("loss", "train", 1 / (iteration + 1), { iteration });
}
phases.end("scalars");

for (let plot = 0; plot < 10; plot += 1) {
  const data = Array.from({ length: 1000 }, (_, x) => /** @type {const} */ ([x, Math.sin(x / (plot + 1))]));
  task.logger.reportLinePlot(`plot ${plot}`, [{ name: "sine", data }], { xAxis: "x", yAxis: "y" });
}
phases.end("plots");

await task.uploadArtifact("weights", { path });
phases.end("artifact");

await task.complete();
await task.close();
phases.end("close");
phases.report(task.id);
