import { anySignal } from "@clearml-ts/storage";
import { Task } from "@clearml-ts/tasks";
import { StepSkippedError, StepTimeLimitError } from "../../errors.ts";
import { messageOf } from "../../message-of.ts";
import type { StepOutcome } from "../../steps/step-outcome.ts";
import { stepScript } from "../../steps/step-script.ts";
import { storeOutputs } from "../../steps/stored-outputs.ts";
import { TimeLimit, untilTimeIsOver } from "../../steps/time-limit.ts";
import type { StoredValue } from "../../values/stored-value.ts";
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
  const stop = anySignal([watch.signal, task.signal]);
  try {
    if (watch.onCreated && !(await watch.onCreated(task))) {
      await task.delete();
      return { status: "skipped", error: new StepSkippedError(name) };
    }
    const stored = await attempt(launch, task, { stop, watch });
    const outputs = await budget.run(async () => {
      const kept = await storeOutputs(task, stored);
      await task.complete();
      return kept;
    });
    return { status: "completed", taskId: task.id, outputs };
  } catch (error) {
    const why = stop.aborted ? stop.reason : error;
    const status = stop.aborted || error instanceof StepTimeLimitError ? "aborted" : "failed";
    return { status, taskId: task.id, error: await recordEnd(task, status, why) };
  } finally {
    await closeTask(task);
  }
}

/** Calls the component's function until it succeeds, its retries are used up or nobody wants its result any more. */
async function attempt(
  launch: StepLaunch,
  task: Task,
  { stop, watch }: { stop: AbortSignal; watch: StepWatch },
): Promise<StoredValue> {
  const { name, definition } = launch;
  for (let retry = 1; ; retry += 1) {
    try {
      stop.throwIfAborted();
      return await attemptOnce(launch, task, stop);
    } catch (error) {
      const isFinal = stop.aborted || error instanceof StepTimeLimitError;
      if (isFinal || !(await (watch.retry?.(retry - 1) ?? retry <= definition.retries))) {
        throw error;
      }
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      task.logger.reportText(
        `Step "${name}" failed. Retrying (${retry}${watch.retry ? "" : ` of ${definition.retries}`}). It failed with:\n${why}`,
        {
          level: "warning",
        },
      );
    }
  }
}

async function attemptOnce(launch: StepLaunch, task: Task, stop: AbortSignal): Promise<StoredValue> {
  const { name, definition, input, connection, objects } = launch;
  using limit = new TimeLimit({ step: name, seconds: definition.timeLimit });
  const signal = definition.timeLimit === undefined ? stop : anySignal([stop, limit.signal]);
  const context = { task, logger: task.logger, connection, signal };
  limit.begin();
  const work = callComponent({ definition, name, input: input.values, context, objects });
  return await untilTimeIsOver(limit, work);
}

/** Records how a task ended; a problem with that joins the error. */
async function recordEnd(task: Task, status: "failed" | "aborted", error: unknown): Promise<unknown> {
  const message = error instanceof StepTimeLimitError ? error.message : "Pipeline step aborted";
  const problem = await endTask(task, () => (status === "aborted" ? task.stop({ message }) : task.fail(error)));
  return problem === undefined ? error : new AggregateError([error, problem], messageOf(error));
}
