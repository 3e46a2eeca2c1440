import { type Task, TaskNotFoundError, type TaskWatch, type WatchEnd } from "@clearml-ts/tasks";
import type { ProgramOptions, StepLaunch, StepRunner } from "../../run/runner/step-runner.ts";
import { stepScript } from "../../steps/step-script.ts";
import { runRemoteStep, type StepPlace } from "../steps/remote-step.ts";
import { taskWatches } from "../steps/task-watches.ts";
import { childCommand } from "./child-command.ts";
import { childEnvironment } from "./child-environment.ts";
import { runChild } from "./run-child.ts";
import { whileTaskRuns } from "./while-task-runs.ts";

/** Milliseconds between two looks at the tasks on a server that does not tell when one of them ends. */
const POLL_EVERY = 3000;

/** How child processes run steps. */
export interface ChildProcessRunnerOptions extends Pick<ProgramOptions, "entry"> {
  /** Megabytes of memory that the JavaScript of a step may take; a step that takes more fails. @default as many as Node gives */
  memoryLimit?: number;
  /** Options of Node, such as `["--import", "tsx"]`. @default those of this process */
  execArgv?: readonly string[];
  /** Seconds between the request to end and the end by force, when a step is stopped. @default 5 */
  killAfter?: number;
}

/**
 * Runs each step in a process of its own on this machine, from the same source: on all processors, with memory of its own, and
 * ended by force where it does not heed its signal, when the run is stopped or somebody ends its task.
 *
 * Steps get their inputs and give their outputs by their tasks, as on workers. So definitions stand at the level of a module.
 */
export function childProcessRunner(options: ChildProcessRunnerOptions = {}): StepRunner {
  const watchOf = taskWatches(POLL_EVERY);
  return {
    start: (launch, watch) => runRemoteStep(launch, watch, childPlace(launch, watchOf(launch.connection), options)),
  };
}

function childPlace(
  { definition, pipeline, connection }: StepLaunch,
  tasks: TaskWatch,
  { entry, memoryLimit, execArgv = process.execArgv, killAfter = 5 }: ChildProcessRunnerOptions,
): StepPlace {
  return {
    code: async () => ({ script: stepScript(definition) }),
    async run(task, { signal, onStatus }) {
      const args = childCommand(pipeline, { entry, execArgv, memoryLimit, argv: process.argv.slice(1) });
      const env = { ...process.env, ...childEnvironment(connection, task.id) };
      onStatus("running");
      if (!(await begin(task))) {
        return GONE;
      }
      const { result: end, ended } = await whileTaskRuns(tasks, task.id, signal, (limited) =>
        runChild(task, { args, env, killAfter, signal: limited }),
      );
      signal.throwIfAborted();
      if (ended?.kind === "lost") {
        return ended;
      }
      if (!(await isThere(task))) {
        return GONE;
      }
      if (isOpen(task) && ended !== undefined) {
        // The process took the task up in the moment in which it was stopped.
        await task.stop({ message: "Pipeline step aborted", force: true });
      } else if (isOpen(task)) {
        await task.fail(`The process of the step ${end} before the step had completed.`, { force: true });
      }
      return { kind: "ended", status: task.status };
    },
    async stop(task, reason) {
      await task.reload();
      if (isOpen(task)) {
        await task.stop({ message: reason, force: true });
      }
    },
  };
}

/** The end of a task that somebody has deleted. */
const GONE: WatchEnd = { kind: "lost", why: "was deleted" };

/** Starts the task, as an agent does; false when somebody has deleted it. This process is alive for it while the other one only computes, too. */
async function begin(task: Task): Promise<boolean> {
  try {
    await task.start({ force: true });
    return true;
  } catch (error) {
    if (!(await isThere(task))) {
      return false;
    }
    throw error;
  }
}

/** Reads the task again; false when somebody has deleted it. */
async function isThere(task: Task): Promise<boolean> {
  try {
    await task.reload();
    return true;
  } catch (error) {
    if (error instanceof TaskNotFoundError) {
      return false;
    }
    throw error;
  }
}

/** Whether the process has left the status of its task to others. */
function isOpen({ status }: { status: string }): boolean {
  return status === "created" || status === "in_progress";
}
