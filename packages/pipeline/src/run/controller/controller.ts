import type { Connection } from "@clearml-ts/client";
import {
  type ParameterNotes,
  type ParameterTree,
  type ProgramBundle,
  type ProgramRecord,
  Task,
  type TaskOptions,
} from "@clearml-ts/tasks";
import { stateItem } from "../../page/graph-publisher.ts";
import { ownArtifacts } from "../../steps/stored-outputs.ts";
import { argumentParameters } from "../../values/parameter-form.ts";
import { pythonHash } from "../../values/python-hash.ts";
import type { StoredValue } from "../../values/stored-value.ts";
import { forceProperty } from "./forced-steps.ts";
import { earlierRuns, openPipelineProject } from "./pipeline-project.ts";
import { FIRST_VERSION, isVersion, nextVersion } from "./pipeline-version.ts";
import { nextRunName } from "./run-name.ts";
import { ownerProperty } from "./run-owner.ts";
import { type RunSettings, settingParameters } from "./run-settings.ts";

/** The name, project and parameters that a run is recorded with. */
export interface ControllerOptions extends RunSettings {
  name: string;
  project: string;
  version: string | undefined;
  tags: readonly string[];
  parameters: StoredValue;
  /** Types and descriptions of the parameters, by full name. */
  parameterNotes?: ParameterNotes;
  /** Address below which its own artifacts and models are stored. @default the configured one, or the file server */
  outputUri?: string | undefined;
}

/** A run that another process is to do, with its program. */
export interface DraftOptions extends ControllerOptions {
  program: ProgramBundle | ProgramRecord;
  /** Names of steps that run, whatever is known of their work. */
  force: readonly string[];
}

/** The task of a run. */
export interface Controller {
  task: Task;
  version: string;
  /** Page of the run. */
  webUrl: string;
  /** Names of artifacts that an earlier attempt of the run has left, and that the present one may replace. */
  leftArtifacts: ReadonlySet<string>;
}

/** Makes and starts the task of a run, where and as ClearML's page and the Python SDK look for pipelines. */
export async function openController(connection: Connection, options: ControllerOptions): Promise<Controller> {
  const { content, version } = await describeController(connection, options);
  const runtime = beginningOf(content.parameters, version);
  return announce(await Task.init({ ...content, runtime }, { connection }), version);
}

/** Makes the task of a run that is to be started elsewhere, with the program that runs it. */
export async function draftController(
  connection: Connection,
  { program, force, ...options }: DraftOptions,
): Promise<Controller> {
  const { content, version } = await describeController(connection, options);
  const task = await Task.create({ ...content, program }, { connection });
  await task.setRuntimeProperties({ version, ...forceProperty(force) });
  return controllerOf(task, version);
}

/** Takes the task of a run that this process was started for; a copy of an earlier one may have been changed since. */
export function takeUpController(task: Task): Promise<Controller> {
  return begin(task, storedVersion(task));
}

/** Whether the task of a run was started before; a copy of it was not. */
export function hasBegun({ record }: Task): boolean {
  return record.runtime?.["_pipeline_hash"] !== undefined;
}

/** Starts the task of a run that was cut short again, whatever its status is; everything that it has stays. */
export async function reopenController({ id, name, project, type, record, connection }: Task): Promise<Controller> {
  const script = record.script;
  // The number says that iterations, of which plots of a controller have none but 0, do not go on after the last one.
  const again = { reuseLastTaskId: id, continueLastTask: 0 };
  const task = await Task.init({ project, name, type, ...(script && { script }), ...again }, { connection });
  return begin(task, storedVersion(task));
}

/** The task of a run as it is, which is started elsewhere. */
export function describeStored(task: Task): Controller {
  return controllerOf(task, storedVersion(task));
}

/** The version as people see it; the Python SDK reads the runtime property. */
const VERSION = "properties/version";

async function describeController(
  connection: Connection,
  options: ControllerOptions,
): Promise<{ content: TaskOptions & { parameters: ParameterTree }; version: string }> {
  const { name, tags, parameters, parameterNotes = {}, outputUri } = options;
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
    parameters: { ...values, ...settingParameters(options), [VERSION]: version },
    ...(outputUri !== undefined && { outputUri }),
    parameterNotes: { ...parameterNotes, types: { ...types, ...parameterNotes.types } },
  } satisfies TaskOptions;
  return { content, version };
}

async function begin(task: Task, version: string): Promise<Controller> {
  await task.setRuntimeProperties(beginningOf(task.getParameters(), version));
  return announce(task, version);
}

/** The runtime properties of a run that has begun, with these parameters. */
function beginningOf(parameters: ParameterTree, version: string): Record<string, string> {
  const hash = { _pipeline_hash: `${definitionHash(parameters)}:${version}` };
  return { version, ...hash, ...ownerProperty(), ...forceProperty([]) };
}

function announce(task: Task, version: string): Controller {
  const controller = controllerOf(task, version);
  task.logger.reportText(`ClearML pipeline page: ${controller.webUrl}`);
  return controller;
}

function controllerOf(task: Task, version: string): Controller {
  return { task, version, webUrl: controllerPage(task), leftArtifacts: new Set(ownArtifacts(task)) };
}

function storedVersion({ record }: Task): string {
  return record.hyperparams?.["properties"]?.["version"]?.value || FIRST_VERSION;
}

function controllerPage({ connection, project, id }: Task): string {
  return connection.pageUrl(`pipelines/${project.id}/experiments/${id}`);
}

function followingVersion(earlier: readonly (string | undefined)[]): string {
  const latest = earlier.find((version) => version !== undefined && isVersion(version));
  return latest === undefined ? FIRST_VERSION : nextVersion(latest);
}

/** The page and the Python SDK take a pipeline for one that has not begun unless it has a hash; neither compares it with another. */
function definitionHash({ [VERSION]: _, ...hyper_params }: ParameterTree): string {
  return pythonHash({ hyper_params, configs: { Pipeline: stateItem([]).value } });
}
