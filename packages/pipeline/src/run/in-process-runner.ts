import { runInTask, Task } from "@clearml-ts/tasks";
import { runOutsidePipeline } from "../define/current-pipeline.ts";
import { messageOf } from "../message-of.ts";
import type { StepOutcome } from "../steps/step-outcome.ts";
import { taskParameters } from "../steps/step-parameters.ts";
import { stepScript } from "../steps/step-script.ts";
import { storeOutputs } from "../steps/stored-outputs.ts";
import { objectsIn } from "../values/objects-in.ts";
import { ownCopy } from "../values/replace-values.ts";
import type { StoredValue } from "../values/stored-value.ts";
import { closeTask, endTask } from "./end-task.ts";
import type { StepLaunch, StepRunner, StepWatch } from "./step-runner.ts";

/** Runs steps in this process, each as a task of its own. */
export function inProcessRunner(): StepRunner {
  return { start: runStep };
}

async function runStep(launch: StepLaunch, watch: StepWatch): Promise<StepOutcome> {
  const task = await openTask(launch);
  watch.onTask(task.id);
  const signal = AbortSignal.any([watch.signal, task.signal]);
  try {
    const stored = await runInTask(task, () => runOutsidePipeline(() => attempt(launch, task, signal)));
    const outputs = await storeOutputs(task, stored);
    await task.complete();
    return { status: "completed", taskId: task.id, outputs };
  } catch (error) {
    const status = signal.aborted ? "aborted" : "failed";
    return { status, taskId: task.id, error: await recordEnd(task, status, signal.aborted ? signal.reason : error) };
  } finally {
    await closeTask(task);
  }
}

function openTask({ name, definition, input, cacheKey, runtime, controller, connection }: StepLaunch): Promise<Task> {
  const { values, types } = taskParameters(input, cacheKey);
  return Task.init(
    {
      project: controller.project,
      name,
      type: definition.type,
      parent: controller.taskId,
      // The page and the Python SDK find the steps of a run by this tag.
      tags: [...definition.tags, `pipe: ${controller.taskId}`],
      parameters: values,
      parameterNotes: { types },
      runtime,
      script: stepScript(definition),
    },
    { connection },
  );
}

/** Calls the component's function until it succeeds, its retries are used up or nobody wants its result any more. */
async function attempt(
  { name, definition, input, connection, objects }: StepLaunch,
  task: Task,
  signal: AbortSignal,
): Promise<StoredValue> {
  for (let retry = 1; ; retry += 1) {
    try {
      signal.throwIfAborted();
      const context = { task, logger: task.logger, connection, signal };
      const output = (await definition.run(ownCopy(input.values), context)) ?? {};
      try {
        return await objects.adopt(await definition.checkOutput(output, `Output of step "${name}"`));
      } catch (error) {
        await letGo(output);
        throw error;
      }
    } catch (error) {
      if (retry > definition.retries || signal.aborted) {
        throw error;
      }
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      task.logger.reportText(
        `Step "${name}" failed. Retrying (${retry} of ${definition.retries}). It failed with:\n${why}`,
        {
          level: "warning",
        },
      );
    }
  }
}

/** Closes the datasets in an output that is refused; those that the component left open are marked as failed. */
async function letGo(output: unknown): Promise<void> {
  for (const object of objectsIn(output)) {
    if (Symbol.asyncDispose in object) {
      // The error that people need is why the output was refused.
      await object[Symbol.asyncDispose]().catch(() => {});
    }
  }
}

/** Records how a task ended; a problem with that joins the error. */
async function recordEnd(task: Task, status: "failed" | "aborted", error: unknown): Promise<unknown> {
  const problem = await endTask(task, () =>
    status === "aborted" ? task.stop({ message: "Pipeline step aborted" }) : task.fail(error),
  );
  return problem === undefined ? error : new AggregateError([error, problem], messageOf(error));
}
