// @ts-check
import { Task } from "@clearml-ts/tasks";
import { Phases } from "./phases.mjs";

const CURVES = 10;

const [, , count = ""] = process.argv;
const task = await Task.init({ project: "bench", name: "typescript", resourceMonitor: false });
const seconds = new Float64Array(Number(count));
const phases = new Phases();

for (let point = 0; point < seconds.length; point += 1) {
  const iteration = Math.floor(point / CURVES);
  const started = performance.now();
  task.logger.reportScalar(`curve ${point % CURVES}`, "train", Math.sin(iteration / 1000), { iteration });
  seconds[point] = (performance.now() - started) / 1000;
}
phases.end("all calls");

await task.flush();
await task.complete();
await task.close();
phases.end("until the server has the rest");
phases.calls(seconds);
phases.report(task.id);
