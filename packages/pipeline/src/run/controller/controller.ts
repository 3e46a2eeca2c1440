import type { Connection } from "@clearml-ts/client";
import { escapePattern } from "@clearml-ts/protocol";
import { findOrCreateProject, Task } from "@clearml-ts/tasks";
import { stateItem } from "../../page/graph-publisher.ts";
import { argumentParameters } from "../../values/parameter-form.ts";
import { pythonHash } from "../../values/python-hash.ts";
import type { StoredValue } from "../../values/stored-value.ts";
import { FIRST_VERSION, isVersion, nextVersion } from "./pipeline-version.ts";
import { nextRunName } from "./run-name.ts";

/** The name, project and parameters that a run is recorded with. */
export interface ControllerOptions {
  name: string;
  project: string;
  version: string | undefined;
  tags: readonly string[];
  parameters: StoredValue;
}

/** The task of a run, started. */
export interface Controller {
  task: Task;
  version: string;
  /** Page of the run. */
  webUrl: string;
}

/** Makes and starts the task of a run, where and as ClearML's page and the Python SDK look for pipelines. */
export async function openController(connection: Connection, options: ControllerOptions): Promise<Controller> {
  const { name, tags, parameters } = options;
  const project = await openProject(connection, options);
  const earlier = await earlierRuns(connection, { name, projectId: project.id });
  const { values, types } = argumentParameters(parameters);
  const version = options.version ?? followingVersion(earlier.map((run) => run.version));
  const task = await Task.init(
    {
      project,
      name: nextRunName(
        name,
        earlier.map((run) => run.name),
      ),
      type: "controller",
      tags,
      systemTags: ["development", "pipeline"],
      parameters: { ...values, pipeline: settings, [VERSION]: version },
      parameterNotes: { types },
    },
    { connection },
  );
  await task.setRuntimeProperties({ version, _pipeline_hash: `${definitionHash(task)}:${version}` });
  const webUrl = connection.pageUrl(`pipelines/${project.id}/experiments/${task.id}`);
  task.logger.reportText(`ClearML pipeline page: ${webUrl}`);
  return { task, version, webUrl };
}

/** The version as people see it; the Python SDK reads the runtime property. */
const VERSION = "properties/version";

/** Settings that the Python SDK reads from a stored pipeline; steps run in the controller's own project. */
const settings = { default_queue: null, add_pipeline_tags: true, target_project: true };

/** Pipelines live in hidden projects below the one they belong to. */
async function openProject(
  connection: Connection,
  { project, name }: Pick<ControllerOptions, "project" | "name">,
): Promise<{ id: string; name: string }> {
  const parent = `${project}/.pipelines`;
  await findOrCreateProject(connection, parent, { systemTags: ["hidden"] });
  const full = `${parent}/${name}`;
  const { id } = await findOrCreateProject(connection, full, { systemTags: ["pipeline", "hidden"] });
  return { id, name: full };
}

interface EarlierRun {
  name: string;
  version: string | undefined;
}

/** Runs of the pipeline, last updated first. */
async function earlierRuns(
  connection: Connection,
  { name, projectId }: { name: string; projectId: string },
): Promise<EarlierRun[]> {
  const { tasks } = await connection.services.tasks.getAll({
    project: [projectId],
    name: `^${escapePattern(name)}( #[0-9]+)?$`,
    system_tags: ["pipeline"],
    search_hidden: true,
    order_by: ["-last_update"],
    only_fields: ["name", "runtime.version"],
  });
  return tasks.map((task) => {
    const version = task.runtime?.["version"];
    return { name: task.name, version: typeof version === "string" ? version : undefined };
  });
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
