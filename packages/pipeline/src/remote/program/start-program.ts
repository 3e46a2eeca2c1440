import { type Connection, defaultConnection } from "@clearml-ts/client";
import { anySignal } from "@clearml-ts/storage";
import { STOPPED_EXIT_CODE, Task } from "@clearml-ts/tasks";
import { registeredComponents } from "../../define/definition/registered.ts";
import { PipelineDefinitionError } from "../../errors.ts";
import { messageOf } from "../../message-of.ts";
import { registeredPipelines } from "../../run/pipeline-definition.ts";
import { closeTask, endTask } from "../../run/runner/end-task.ts";
import { componentOf } from "../../steps/step-parameters.ts";
import { FAILURE } from "../queues/step-failure.ts";
import { enterProgram, runForTask } from "./program-run.ts";
import { runStartedPipeline } from "./run-started-pipeline.ts";
import { runStartedStep } from "./run-started-step.ts";

/** The modules of a pipeline's program. */
export interface ProgramParts {
  /** Name of the pipeline. */
  pipeline: string;
  /** Imports of the modules that define the pipeline and its components, the nearest first. */
  modules: readonly (() => Promise<unknown>)[];
}

/** How a program ends: an agent reads the status of the task from it. */
type ExitCode = 0 | 1 | typeof STOPPED_EXIT_CODE;

/**
 * Runs the task that an agent has started this process for, with the inputs or parameters that are on it: a component for the
 * task of a step, the pipeline for the task of a controller. Ends the process.
 *
 * A module that runs a pipeline by itself is the program's main module here: its run never ends.
 */
export async function startProgram(program: ProgramParts): Promise<never> {
  let code: ExitCode;
  try {
    const connection = await defaultConnection();
    code = await runTask(connection, program);
    await connection.close();
  } catch (error) {
    console.error(error);
    code = 1;
  }
  process.exit(code);
}

async function runTask(connection: Connection, program: ProgramParts): Promise<ExitCode> {
  const task = await takeUp(connection, program);
  const ownRun = new Promise<void>((resolve) => enterProgram({ task, onOwnRun: resolve }));
  const stopped = stopSignal(task);
  try {
    const component = componentOf(task);
    if (component === undefined) {
      await load(program, ownRun, () => registeredPipelines.has(program.pipeline));
      const definition = registeredPipelines.get(program.pipeline);
      await runForTask(() => runStartedPipeline(definition, task, stopped));
    } else {
      await load(program, ownRun, () => registeredComponents.has(component));
      const definition = registeredComponents.get(component);
      await runForTask(() => runStartedStep(definition, task, stopped));
    }
    return 0;
  } catch (error) {
    console.error(error);
    if (!stopped.aborted) {
      await noteFailure(task, error);
    }
    await endTask(task, () => recordEnd(task, error, stopped));
    // An error after somebody has stopped the task is most often a consequence: the server takes no more from it.
    return stopped.aborted || task.status === "stopped" ? STOPPED_EXIT_CODE : 1;
  } finally {
    await closeTask(task);
  }
}

/** Before any module is loaded, so that no code of theirs takes the task for its own. */
async function takeUp(connection: Connection, { pipeline }: ProgramParts): Promise<Task> {
  if (connection.config.taskId === undefined) {
    throw new PipelineDefinitionError(
      `This is the program of pipeline "${pipeline}", which an agent starts for one task. Set CLEARML_TASK_ID to run it by hand.`,
    );
  }
  return Task.init({ project: pipeline, name: pipeline }, { connection });
}

/**
 * Imports modules until one defines what is looked for. A module that runs a pipeline by itself may never end. Those behind the
 * first are only perhaps parts of the program: one that cannot be loaded is not one.
 *
 * @throws {@link Error} why the first module cannot be loaded.
 */
async function load({ modules }: ProgramParts, ownRun: Promise<void>, isDefined: () => boolean): Promise<void> {
  const [first, ...others] = modules;
  await Promise.race([first?.(), ownRun]);
  for (const module of others) {
    if (isDefined()) {
      return;
    }
    await Promise.race([module(), ownRun]).catch((error: unknown) => console.error(error));
  }
}

/** Aborted when somebody stops the task on the server, or the worker tells this process to end. */
function stopSignal(task: Task): AbortSignal {
  const told = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => told.abort(new Error(`The worker ended the program by ${name}.`)));
  }
  return anySignal([task.signal, told.signal]);
}

async function recordEnd(task: Task, error: unknown, stopped: AbortSignal): Promise<void> {
  if (stopped.aborted) {
    await task.stop({ message: "Pipeline step aborted" });
    return;
  }
  const component = componentOf(task);
  const definition =
    component !== undefined && registeredComponents.has(component) && registeredComponents.get(component);
  // The next run of a step that is tried again may have begun when the worker records the end of this one.
  if (!definition || definition.retries === 0) {
    await task.fail(error);
  }
}

/** Keeps the reason where a worker that records the end of this process does not write its own words over it. */
async function noteFailure(task: Task, error: unknown): Promise<void> {
  try {
    await task.setRuntimeProperties({ [FAILURE]: String(error) });
  } catch (problem) {
    task.connection.warn(`The reason of the failure of task ${task.id} could not be noted: ${messageOf(problem)}`);
  }
}
