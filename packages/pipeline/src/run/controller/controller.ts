import type { Connection } from "@clearml-ts/client";
import { type ProgramBundle, type ProgramRecord, Task, type TaskOptions } from "@clearml-ts/tasks";
import { stateItem } from "../../page/graph-publisher.ts";
import { argumentParameters } from "../../values/parameter-form.ts";
import { pythonHash } from "../../values/python-hash.ts";
import type { StoredValue } from "../../values/stored-value.ts";
import type { StepQueues } from "../step-runner.ts";
import { earlierRuns, openPipelineProject } from "./pipeline-project.ts";
import { FIRST_VERSION, isVersion, nextVersion } from "./pipeline-version.ts";
import { nextRunName } from "./run-name.ts";

/** The name, project and parameters that a run is recorded with. */
export interface ControllerOptions {
  name: string;
  project: string;
  version: string | undefined;
  tags: readonly string[];
  parameters: StoredValue;
  /** Queues that steps go to; undefined when they run where the controller runs. */
  queues: StepQueues | undefined;
}

/** The task of a run. */
export interface Controller {
  task: Task;
  version: string;
  /** Page of the run. */
  webUrl: string;
}

/** Makes and starts the task of a run, where and as ClearML's page and the Python SDK look for pipelines. */
export async function openController(connection: Connection, options: ControllerOptions): Promise<Controller> {
  const { content, version } = await describeController(connection, options);
  return begin(await Task.init(content, { connection }), version);
}

/** Makes the task of a run that is to be started elsewhere, with the program that runs it. */
export async function draftController(
  connection: Connection,
  { program, ...options }: ControllerOptions & { program: ProgramBundle | ProgramRecord },
): Promise<Controller> {
  const { content, version } = await describeController(connection, options);
  const task = await Task.create({ ...content, program }, { connection });
  await task.setRuntimeProperties({ version });
  return { task, version, webUrl: controllerPage(task) };
}

/** Takes the task of a run that this process was started for; a copy of an earlier one may have been changed since. */
export function takeUpController(task: Task): Promise<Controller> {
  const version = task.record.hyperparams?.["properties"]?.["version"]?.value;
  return begin(task, version === undefined || version === "" ? FIRST_VERSION : version);
}

/** The version as people see it; the Python SDK reads the runtime property. */
const VERSION = "properties/version";

async function describeController(
  connection: Connection,
  options: ControllerOptions,
): Promise<{ content: TaskOptions; version: string }> {
  const { name, tags, parameters, queues } = options;
  const project = await openPipelineProject(connection, options);
  const earlier = await earlierRuns(connection, { name, projectId: project.id });
  const { values, types } = argumentParameters(parameters);
  const version = options.version ?? followingVersion(earlier.map((run) => run.version));
  const runName = nextRunName(
    name,
    earlier.map((run) => run.name),
  );
  const content = {
    project,
    name: runName,
    type: "controller",
    tags,
    systemTags: ["development", "pipeline"],
    parameters: { ...values, pipeline: settings(queues), [VERSION]: version },
    parameterNotes: { types },
  } satisfies TaskOptions;
  return { content, version };
}

/**
 * Settings that the Python SDK reads from a stored pipeline; steps run in the controller's own project. The queues of single
 * components are ours: Python keeps those of steps in its graph, which is made of code here.
 */
function settings(steps: StepQueues | undefined) {
  return {
    default_queue: steps?.queue ?? null,
    add_pipeline_tags: true,
    target_project: true,
    ...(steps?.queues && { queues: steps.queues }),
  };
}

/** The queues that a controller's settings name for its steps; undefined when they run where the controller runs. */
export function storedQueues(task: Task): StepQueues | undefined {
  const { pipeline: stored = {} } = task.record.hyperparams ?? {};
  const queue = stored["default_queue"]?.value;
  if (!queue || queue === "None") {
    return undefined;
  }
  const own = Object.entries(stored).filter(([name]) => name.startsWith("queues/"));
  const queues = Object.fromEntries(own.map(([name, item]) => [name.slice("queues/".length), item.value || queue]));
  return { queue, queues };
}

async function begin(task: Task, version: string): Promise<Controller> {
  await task.setRuntimeProperties({ version, _pipeline_hash: `${definitionHash(task)}:${version}` });
  const webUrl = controllerPage(task);
  task.logger.reportText(`ClearML pipeline page: ${webUrl}`);
  return { task, version, webUrl };
}

function controllerPage({ connection, project, id }: Task): string {
  return connection.pageUrl(`pipelines/${project.id}/experiments/${id}`);
}

function followingVersion(earlier: readonly (string | undefined)[]): string {
  const latest = earlier.find((version) => version !== undefined && isVersion(version));
  return latest === undefined ? FIRST_VERSION : nextVersion(latest);
}

/** The page takes a pipeline for one that has not begun unless it has a hash. */
function definitionHash(task: Task): string {
  const { requirements: _, ...script } = task.record.script ?? {};
  const { [VERSION]: __, ...hyper_params } = task.getParameters();
  return pythonHash({ script, hyper_params, configs: { Pipeline: stateItem([]).value } });
}
