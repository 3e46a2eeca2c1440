import { setTimeout as delay } from "node:timers/promises";
import { stopTask, Task, TaskStoppedError, TaskWatch } from "@clearml-ts/tasks";
import pLimit from "p-limit";
import { PipelineError } from "../../errors.ts";
import { messageOf } from "../../message-of.ts";
import { readDecisions } from "../../page/cache-decisions.ts";
import type { Controller } from "../../run/controller/controller.ts";
import { failedStep } from "../../run/controller/failed-step.ts";
import { loadResult } from "../../run/controller/record-result.ts";
import type { PipelineDefinition } from "../../run/pipeline-definition.ts";
import type { PipelineRun } from "../../run/pipeline-run.ts";
import type { PipelineProgress, StepReport } from "../../steps/step-report.ts";
import { loadOutputs } from "../../steps/stored-outputs.ts";
import type { ObjectLoader } from "../../values/object-loader.ts";
import { failureOf, reasonOf } from "../queues/step-failure.ts";
import { changedNodes, readNodes, reportOf, type StoredNodes } from "./node-report.ts";

/** Milliseconds between two looks at the steps, and at the controller on a server that does not hold its answers back. */
const LOOK_EVERY_MS = 3000;

/** Outputs of steps that are read at the same time. */
const READS = 4;

/** How a run in a queue is followed. */
export interface FollowRunOptions {
  objects: ObjectLoader;
  onProgress?: ((progress: PipelineProgress) => void) | undefined;
  /** Stops the run. */
  signal?: AbortSignal | undefined;
}

/**
 * Waits for the end of a run whose controller is in a queue, and reads what it left on the server.
 *
 * @throws {@link PipelineError} when a step or the function failed.
 * @throws {@link TaskStoppedError} when somebody ended the controller.
 * @throws {@link Error} the reason of the signal, after the controller and its steps were stopped.
 */
export async function followRun<Result>(
  definition: PipelineDefinition,
  { task, version, webUrl }: Controller,
  { objects, onProgress, signal }: FollowRunOptions,
): Promise<PipelineRun<Result>> {
  const { connection, id } = task;
  const watch = new TaskWatch({ connection, pollEvery: LOOK_EVERY_MS });
  const over = new AbortController();
  const progress = onProgress ? tellProgress(task, onProgress, over.signal) : undefined;
  try {
    await watch.follow(id, { signal: signal ?? over.signal });
  } catch (error) {
    if (signal?.aborted) {
      await stopTask({ connection, watch, taskId: id, reason: "Pipeline aborted", withSteps: true });
    }
    throw error;
  } finally {
    over.abort();
    await progress;
  }
  await task.reload();
  const nodes = nodesOf(task);
  const steps = await readSteps(nodes, task, objects);
  const { status } = task;
  if (status === "failed") {
    throw failureOfRun(definition, task, steps);
  }
  if (status !== "completed" && status !== "published") {
    throw new TaskStoppedError(id, status);
  }
  const result = (await loadResult(task, objects)) as Result;
  return { result, controllerId: id, name: task.name, version, webUrl, steps };
}

function nodesOf(task: Task): StoredNodes {
  return readNodes(task.getConfigurationObject("Pipeline")?.value);
}

/** Looks at the steps of a run until it is over, and once more then. */
async function tellProgress(
  task: Task,
  onProgress: (progress: PipelineProgress) => void,
  over: AbortSignal,
): Promise<void> {
  const { connection, id } = task;
  let before: StoredNodes = {};
  for (let isLast = false; ; ) {
    try {
      const seen = await Task.get({ id }, { connection });
      const [nodes, decisions] = [nodesOf(seen), readDecisions(seen.record.configuration)];
      const names = Object.keys(nodes);
      const done = Object.values(nodes).filter(({ job_ended }) => job_ended !== null).length;
      for (const name of changedNodes(before, nodes)) {
        const step = reportOf(name, nodes[name] as StoredNodes[string], decisions);
        onProgress({ step, done, total: names.length });
      }
      before = nodes;
    } catch (error) {
      connection.warn(`The steps of run ${id} could not be shown: ${messageOf(error)}`);
    }
    if (isLast) {
      return;
    }
    await delay(LOOK_EVERY_MS, undefined, { signal: over }).catch(() => {});
    isLast = over.aborted;
  }
}

/** Reads the outputs of the steps that have some, and the reasons of those that failed. */
async function readSteps(
  nodes: StoredNodes,
  { connection, record }: Task,
  objects: ObjectLoader,
): Promise<Record<string, StepReport>> {
  const limit = pLimit(READS);
  const decisions = readDecisions(record.configuration);
  const read = async (report: StepReport): Promise<StepReport> => {
    const { name, status, taskId } = report;
    if (taskId === undefined) {
      return report;
    }
    const task = await Task.get({ id: taskId }, { connection });
    if (status === "completed" || status === "cached") {
      return { ...report, output: (await loadOutputs(task, objects)).values };
    }
    const isOver = status === "failed" || status === "aborted";
    return isOver ? { ...report, error: await failureOf(task, name, { kind: "ended", status: task.status }) } : report;
  };
  const reports = Object.entries(nodes).map(([name, node]) => limit(() => read(reportOf(name, node, decisions))));
  return Object.fromEntries((await Promise.all(reports)).map((report) => [report.name, report]));
}

function failureOfRun({ name }: PipelineDefinition, task: Task, steps: Record<string, StepReport>): PipelineError {
  const failed = steps[failedStep(task) ?? ""];
  const cause = failed?.error ?? new Error(reasonOf(task));
  return new PipelineError({
    pipeline: name,
    controllerId: task.id,
    step: failed?.name,
    taskId: failed?.taskId,
    steps,
    cause,
  });
}
