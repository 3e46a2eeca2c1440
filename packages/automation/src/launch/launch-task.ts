import type { Connection } from "@clearml-ts/client";
import { changedFields, findQueueId, type ParameterTree, Task } from "@clearml-ts/tasks";
import type { LaunchTarget } from "./launch-options.ts";

/** The task to put in a queue. */
export interface TaskLaunch
  extends Pick<LaunchTarget<never>, "queue" | "targetProject" | "cloneTask" | "taskOverrides"> {
  baseTaskId: string;
  parameters: ParameterTree;
  /** Tags that it gets besides its own. */
  tags: readonly string[];
}

/** The system tag of pipelines, and the section of a project that they stand in. */
const PIPELINE = "pipeline";
const PIPELINES = "/.pipelines/";

/**
 * Puts a copy of a task, or the task itself, into a queue, and returns it.
 *
 * @throws {@link QueueNotFoundError} when the queue does not exist.
 * @throws {@link TaskNotFoundError} when the task does not.
 */
export async function launchTask(connection: Connection, launch: TaskLaunch): Promise<Task> {
  // First: a task that cannot be started leaves no copy behind.
  await findQueueId(connection, launch.queue ?? "");
  const base = await Task.get({ id: launch.baseTaskId }, { connection });
  const task = await taskOf(base, launch);
  try {
    await change(task, launch);
    await task.enqueue(launch.queue ?? "");
  } catch (error) {
    if (task.id !== base.id) {
      await connection.services.tasks.delete({ task: task.id, force: true }).catch(() => {});
    }
    throw error;
  }
  return task.reload();
}

/** Tells whether a task waits in a queue or runs. */
export async function isUnderWay(connection: Connection, taskId: string): Promise<boolean> {
  const { tasks } = await connection.services.tasks.getAll({
    id: [taskId],
    search_hidden: true,
    only_fields: ["status"],
  });
  return tasks.some(({ status }) => status === "queued" || status === "in_progress");
}

async function change(task: Task, { parameters, taskOverrides }: TaskLaunch): Promise<void> {
  if (Object.keys(parameters).length > 0) {
    await task.setParameters(parameters);
  }
  if (Object.keys(taskOverrides).length > 0) {
    const fields = changedFields(task.record, taskOverrides);
    await task.connection.services.tasks.edit({ ...fields, task: task.id });
  }
}

async function taskOf(base: Task, { cloneTask, targetProject, tags }: TaskLaunch): Promise<Task> {
  if (!cloneTask && base.status === "created") {
    await (tags.length > 0 && base.addTags(...tags));
    return base;
  }
  if (!cloneTask) {
    base.connection.warn(`Task ${base.id} is not a draft but ${base.status}; a copy of it is started.`);
  }
  return await base.clone({
    name: base.name,
    tags: [...base.tags, ...tags],
    ...(targetProject && { project: projectFor(base, targetProject) }),
  });
}

/** The page shows pipelines in a section of their own below their project. */
function projectFor(base: Task, target: string): string {
  const isElsewhere = base.systemTags.includes(PIPELINE) && !target.includes(PIPELINES);
  return isElsewhere ? `${target}${PIPELINES}${base.name}` : target;
}
