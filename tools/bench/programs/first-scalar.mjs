// @ts-check
import { Phases } from "./phases.mjs";

const phases = new Phases();
const { Task } = await import("@clearml-ts/tasks");
phases.end("import");

const task = await Task.init({ project: "bench", name: "typescript" });
phases.end("init");

task.logger.reportScalar("loss", "train", 0.5, { iteration: 0 });
phases.end("scalar");

await task.complete();
await task.close();
phases.end("close");
phases.report(task.id);
