import type { Connection } from "@clearml-ts/client";
import { Task } from "@clearml-ts/tasks";
import type { StepTaskError } from "../../errors.ts";
import { messageOf } from "../../message-of.ts";
import type { ProgramOptions, StepLaunch, StepQueues, StepRunner, StepWatch } from "../../run/step-runner.ts";
import { stepTask } from "../../run/step-task.ts";
import type { StepOutcome } from "../../steps/step-outcome.ts";
import { COMPONENT } from "../../steps/step-parameters.ts";
import { loadOutputs } from "../../steps/stored-outputs.ts";
import { checkQueues } from "./queue-workers.ts";
import { failureOf } from "./step-failure.ts";
import { stopTask } from "./stop-task.ts";
import { TaskWatch, type WatchEnd } from "./task-watch.ts";

/** The queues that steps go to, and how they are followed. */
export interface QueueRunnerOptions extends StepQueues, ProgramOptions {
  /**
   * Milliseconds between two looks at the steps. The embedded server tells at once; an official one has to be asked.
   * @default 3000
   */
  pollEvery?: number;
}

/**
 * Runs steps as tasks that wait in queues, on the workers that listen to them: ClearML's agent, or `clearml-ts agent`.
 *
 * The program of the pipeline is bundled once a run and goes with each task, so a worker needs Node and nothing else.
 */
export function queueRunner(options: QueueRunnerOptions): StepRunner {
  const { queue, queues = {}, pollEvery = 3000, ...program } = options;
  const watches = new WeakMap<Connection, TaskWatch>();
  const watchOf = (connection: Connection) => {
    const known = watches.get(connection) ?? new TaskWatch({ connection, pollEvery });
    watches.set(connection, known);
    return known;
  };
  return {
    concurrency: Number.POSITIVE_INFINITY,
    queues: { queue, queues },
    prepare: (connection) => checkQueues(connection, [queue, ...Object.values(queues)]),
    start: (launch, watch) =>
      new QueuedStep(launch, watch, {
        queue: queues[launch.definition.name] ?? queue,
        tasks: watchOf(launch.connection),
        program,
      }).run(),
  };
}

/** The queue of one step, and the parts that it shares with the others of its runner. */
interface QueuedStepParts {
  queue: string;
  tasks: TaskWatch;
  program: ProgramOptions;
}

/** One step that runs through a queue. */
class QueuedStep {
  readonly #launch: StepLaunch;
  readonly #watch: StepWatch;
  readonly #parts: QueuedStepParts;

  constructor(launch: StepLaunch, watch: StepWatch, parts: QueuedStepParts) {
    this.#launch = launch;
    this.#watch = watch;
    this.#parts = parts;
  }

  async run(): Promise<StepOutcome> {
    const { signal, onTask } = this.#watch;
    signal.throwIfAborted();
    const task = await this.#draft();
    onTask(task.id, this.#parts.queue);
    try {
      for (let retry = 0; ; retry += 1) {
        const end = await this.#runOnce(task);
        if (end.kind === "ended" && (end.status === "completed" || end.status === "published")) {
          return await this.#success(task);
        }
        const error = await failureOf(task, this.#launch.name, end);
        if (error.status !== "failed" || retry >= this.#launch.definition.retries) {
          return { status: error.status, taskId: task.id, error };
        }
        await this.#relaunch(task, retry + 1, error);
      }
    } catch (error) {
      if (!signal.aborted) {
        return { status: "failed", taskId: task.id, error };
      }
      await this.#stop(task);
      return { status: "aborted", taskId: task.id, error: signal.reason };
    }
  }

  async #draft(): Promise<Task> {
    const { connection, definition, program } = this.#launch;
    const content = stepTask(this.#launch);
    return Task.create(
      {
        ...content,
        parameters: { ...content.parameters, [COMPONENT]: definition.name },
        program: await program(this.#parts.program),
      },
      { connection },
    );
  }

  async #runOnce(task: Task): Promise<WatchEnd> {
    const { signal, onStatus } = this.#watch;
    await task.enqueue(this.#parts.queue);
    onStatus("queued");
    return this.#parts.tasks.follow(task.id, { signal, onMove: onStatus });
  }

  async #success(task: Task): Promise<StepOutcome> {
    const { definition, objects, name } = this.#launch;
    await task.reload();
    const outputs = await loadOutputs(task, objects);
    await definition.checkOutput(outputs.values, `Output of step "${name}"`);
    return { status: "completed", taskId: task.id, outputs };
  }

  /** Puts a failed task in its queue again, as the Python SDK does. */
  async #relaunch(task: Task, retry: number, { message }: StepTaskError): Promise<void> {
    const { name, definition } = this.#launch;
    this.#watch.log(`Step [${name}] failed. Retrying (${retry} of ${definition.retries}). ${message}`);
    await task.stop({ message: "Relaunching pipeline step...", force: true });
  }

  async #stop({ id }: Task): Promise<void> {
    const { connection } = this.#launch;
    try {
      await stopTask({ connection, watch: this.#parts.tasks, taskId: id, reason: "Pipeline step aborted" });
    } catch (error) {
      connection.warn(`Task ${id} of step "${this.#launch.name}" may still run: ${messageOf(error)}`);
    }
  }
}
