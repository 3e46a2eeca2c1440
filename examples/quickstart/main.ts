import assert from "node:assert/strict";
import { findTaskByName, logArtifact, logMetric, withTask } from "clearml-ts";

// One experiment: parameters, a curve, a result and a file, on the ClearML that clearml.conf or the environment describe.
await withTask({ project: "Examples", name: "quickstart", type: "training" }, async (task) => {
  // Somebody may change these on the web page before an agent runs the task: use what comes back.
  const { rate, steps } = await task.connect({ rate: 0.3, steps: 20 });

  let weight = 0;
  for (let step = 0; step < steps; step += 1) {
    const error = 2 - weight;
    weight += rate * error;
    logMetric("error/train", Math.abs(error), { iteration: step });
  }
  logMetric("final weight", weight);
  await logArtifact("model", { weight });
  console.log(`The weight is ${weight.toFixed(3)}.`);
});

// Anybody reads it back, here or with Python's Task.get_task(project_name="Examples", task_name="quickstart").
const task = await findTaskByName({ project: "Examples", name: "quickstart" });
assert.equal(task.status, "completed");
assert.equal(task.getParameter("General/rate"), 0.3);

const scores = await task.getReportedSingleValues();
assert.ok(Math.abs((scores["final weight"] ?? 0) - 2) < 0.01);
assert.deepEqual(await task.artifacts.get("model")?.get(), { weight: scores["final weight"] });
console.log(`See ${task.webUrl}`);
