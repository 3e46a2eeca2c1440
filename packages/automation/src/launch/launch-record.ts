import type { ParameterTree, ParameterValue } from "@clearml-ts/tasks";
import type { LaunchTarget } from "./launch-options.ts";

/** The fields that entries of Python's schedulers have in common, as it writes them; null leaves a field as it is. */
export interface LaunchRecord {
  name: string | null;
  base_task_id: string | null;
  base_function?: null;
  queue: string | null;
  target_project: string | null;
  single_instance: boolean;
  task_parameters: ParameterTree | null;
  task_overrides: Readonly<Record<string, ParameterValue>> | null;
  clone_task: boolean;
}

/** Writes what an entry starts, and where. */
export function launchRecord<Args extends readonly unknown[]>(target: LaunchTarget<Args>): LaunchRecord {
  return {
    name: target.name,
    base_task_id: target.baseTaskId ?? null,
    ...(target.run === undefined && { base_function: null }),
    queue: target.queue ?? null,
    target_project: target.targetProject ?? null,
    single_instance: target.singleInstance,
    task_parameters: target.taskParameters,
    task_overrides: target.taskOverrides,
    clone_task: target.cloneTask,
  };
}

/** Lays a record over what an entry starts; its function and its history stay. */
export function withLaunchRecord<Args extends readonly unknown[]>(
  target: LaunchTarget<Args>,
  record: Partial<LaunchRecord>,
): Omit<LaunchTarget<Args>, "run" | "executedInstances"> {
  return {
    name: record.name ?? target.name,
    baseTaskId: (record.base_task_id || undefined) ?? target.baseTaskId,
    queue: record.queue ?? target.queue,
    targetProject: record.target_project ?? target.targetProject,
    singleInstance: record.single_instance ?? target.singleInstance,
    taskParameters: record.task_parameters ?? target.taskParameters,
    taskOverrides: record.task_overrides ?? target.taskOverrides,
    cloneTask: record.clone_task ?? target.cloneTask,
  };
}
