import { QueueNotFoundError, stopTask, type Task, type TaskWatch } from "@clearml-ts/tasks";
import type { ProgramOptions, StepQueues, StepRunner } from "../../run/runner/step-runner.ts";
import { runRemoteStep, type StepPlace } from "../steps/remote-step.ts";
import { taskWatches } from "../steps/task-watches.ts";
import { checkQueues } from "./queue-workers.ts";

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
  const watchOf = taskWatches(pollEvery);
  return {
    concurrency: Number.POSITIVE_INFINITY,
    queues: { queue, queues },
    prepare: (connection) => checkQueues(connection, [queue, ...Object.values(queues)]),
    start: (launch, watch) =>
      runRemoteStep(
        launch,
        watch,
        queuePlace({
          queue: launch.queue ?? queues[launch.definition.name] ?? queue,
          isDraft: launch.definition.node?.draft ?? false,
          tasks: watchOf(launch.connection),
          program,
        }),
      ),
  };
}

/** The queue of a step, and the parts that it shares with the others of its runner. */
export interface QueuePlaceParts {
  queue: string;
  /** Leave it to somebody else to put the task in a queue. */
  isDraft: boolean;
  tasks: TaskWatch;
  program: ProgramOptions;
}

/** A queue as the place where steps run. */
export function queuePlace({ queue, isDraft, tasks, program }: QueuePlaceParts): StepPlace {
  return {
    queue,
    code: async (launch) => ({ program: await launch.program(program) }),
    async run(task, { isUnderWay, signal, onStatus }) {
      if (!isUnderWay && !isDraft) {
        await putInQueue(task, queue);
      }
      onStatus("queued");
      return tasks.follow(task.id, { signal, isDraft, onMove: onStatus });
    },
    stop: ({ connection, id }, reason) => stopTask({ connection, watch: tasks, taskId: id, reason }),
  };
}

/** A queue that is missing fails the task, which would look as if somebody might still run it. */
async function putInQueue(task: Task, queue: string): Promise<void> {
  try {
    await task.enqueue(queue);
  } catch (error) {
    if (error instanceof QueueNotFoundError) {
      await task.fail(error, { force: true });
    }
    throw error;
  }
}
