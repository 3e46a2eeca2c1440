// @ts-check
import { setTimeout as pause } from "node:timers/promises";
import { component, pipeline, queueRunner } from "@clearml-ts/pipeline";
import { Phases } from "./phases.mjs";

// Steps that do nothing, each for an idle agent that listens to a queue; how long each waits until a worker has it.

const [, , steps = "", queue = ""] = process.argv;
const square = component({ name: "square", run: (/** @type {{ x: number }} */ { x }) => ({ y: x * x }) });
const queued = pipeline({ name: "queued", project: "bench" }, async () => {
  for (let x = 0; x <= Number(steps); x += 1) {
    await square({ x });
    // The agent is idle again some time after a task has ended.
    await pause(1000);
  }
});

/** @type {Map<string, number>} */
const ready = new Map();
/** @type {Set<string>} */
const waiting = new Set();
/** @type {number[]} */
const seconds = [];
const phases = new Phases();
await queued.run(
  {},
  {
    runner: queueRunner({ queue }),
    // A step counts as running from the moment that it is ready until it waits in its queue, and again when a worker has it.
    onProgress: ({ step: { name, status } }) => {
      if (status === "running" && !ready.has(name)) {
        ready.set(name, performance.now());
      } else if (status === "queued") {
        waiting.add(name);
      } else if (status === "running" && waiting.delete(name)) {
        seconds.push((performance.now() - (ready.get(name) ?? Number.NaN)) / 1000);
      }
    },
  },
);
phases.end("run");
// The first has the program made that all of them share.
phases.report(JSON.stringify(seconds.slice(1)));
