import { findOrCreateProject, type Task } from "@clearml-ts/tasks";
import type { StepParent, StepQueues } from "../runner/step-runner.ts";

/** The place and the marks of the tasks that a run makes for its steps. */
export interface StepSettings {
  /** Give the tasks of steps a tag with the id of the run. @default true */
  addPipelineTags?: boolean;
  /**
   * Project of the tasks of steps: its name, or `true` for that of the run. With `false`, copies of tasks stay in the projects of
   * these. @default true
   */
  targetProject?: string | boolean;
}

/** The settings of a run that are parameters of its controller, so that people can see and change them, as with Python's. */
export interface RunSettings extends StepSettings {
  /** Queues that steps go to; undefined when they run where the controller runs. */
  queues: StepQueues | undefined;
}

/** The section of the settings. */
const SECTION = "pipeline";

/** The settings as parameters. Queues of single components are ours: Python keeps those of steps in its graph, which is made of code here. */
export function settingParameters({ queues: steps, addPipelineTags = true, targetProject = true }: RunSettings) {
  return {
    [SECTION]: {
      default_queue: steps?.queue ?? null,
      add_pipeline_tags: addPipelineTags,
      target_project: targetProject,
      ...(steps?.queues && { queues: steps.queues }),
    },
  };
}

/** The queues that a controller's settings name for its steps; undefined when they run where the controller runs. */
export function storedQueues(task: Task): StepQueues | undefined {
  const stored = storedSettings(task);
  const queue = stored["default_queue"]?.value;
  if (!queue || queue === "None") {
    return undefined;
  }
  const own = Object.entries(stored).filter(([name]) => name.startsWith("queues/"));
  const queues = Object.fromEntries(own.map(([name, item]) => [name.slice("queues/".length), item.value || queue]));
  return { queue, queues };
}

/** The parent of a run's steps, by the settings of its controller; a project that they name is made if need be. */
export async function storedParent(task: Task): Promise<StepParent> {
  const { id: taskId, connection } = task;
  const { add_pipeline_tags: tags, target_project: target } = storedSettings(task);
  // The page and the Python SDK find the steps of a run by this tag.
  const parent = { taskId, tags: isTrue(tags?.value) ? [`pipe: ${taskId}`] : [], copiesStay: isNothing(target?.value) };
  const name = target?.value ?? "";
  if (isTrue(name) || isNothing(name)) {
    return { ...parent, project: task.project };
  }
  const { id } = await findOrCreateProject(connection, name);
  return { ...parent, project: { id, name } };
}

function storedSettings({ record }: Task) {
  return record.hyperparams?.[SECTION] ?? {};
}

/** As the Python SDK reads these settings, of which people may have typed the texts. */
function isTrue(text = "True"): boolean {
  return text.trim().toLowerCase() === "true";
}

function isNothing(text = "True"): boolean {
  return ["", "false", "none"].includes(text.trim().toLowerCase());
}
