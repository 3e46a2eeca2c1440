import { Task } from "@clearml-ts/tasks";
import { messageOf } from "../message-of.ts";
import type { StepOutcome } from "../steps/step-outcome.ts";
import { stepScript } from "../steps/step-script.ts";
import { storeOutputs } from "../steps/stored-outputs.ts";
import type { StoredValue } from "../values/stored-value.ts";
import { callComponent } from "./call-component.ts";
import { closeTask, endTask } from "./end-task.ts";
import type { StepLaunch, StepRunner, StepWatch } from "./step-runner.ts";
import { stepTask } from "./step-task.ts";

/** Runs steps in this process, each as a task of its own. */
export function inProcessRunner(): StepRunner {
  return { start: runStep };
}

async function runStep(launch: StepLaunch, watch: StepWatch): Promise<StepOutcome> {
  const { connection, definition, name } = launch;
  const budget = connection.session.budget(`step "${name}"`);
  const task = await budget.run(() =>
    Task.init({ ...stepTask(launch), script: stepScript(definition) }, { connection }),
  );
  watch.onTask(task.id);
  const signal = AbortSignal.any([watch.signal, task.signal]);
  try {
    const stored = await attempt(launch, task, signal);
    const outputs = await budget.run(async () => {
      const kept = await storeOutputs(task, stored);
      await task.complete();
      return kept;
    });
    return { status: "completed", taskId: task.id, outputs };
  } catch (error) {
    const status = signal.aborted ? "aborted" : "failed";
    return { status, taskId: task.id, error: await recordEnd(task, status, signal.aborted ? signal.reason : error) };
  } finally {
    await closeTask(task);
  }
}

/** Calls the component's function until it succeeds, its retries are used up or nobody wants its result any more. */
async function attempt(
  { name, definition, input, connection, objects }: StepLaunch,
  task: Task,
  signal: AbortSignal,
): Promise<StoredValue> {
  const context = { task, logger: task.logger, connection, signal };
  for (let retry = 1; ; retry += 1) {
    try {
      signal.throwIfAborted();
      return await callComponent({ definition, name, input: input.values, context, objects });
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

/** Records how a task ended; a problem with that joins the error. */
async function recordEnd(task: Task, status: "failed" | "aborted", error: unknown): Promise<unknown> {
  const problem = await endTask(task, () =>
    status === "aborted" ? task.stop({ message: "Pipeline step aborted" }) : task.fail(error),
  );
  return problem === undefined ? error : new AggregateError([error, problem], messageOf(error));
}
