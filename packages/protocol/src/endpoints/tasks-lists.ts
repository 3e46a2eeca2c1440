import type { JoinedTaskRecord, TaskRecord, TaskStatus, TaskType } from "../records/task.ts";
import type { DateCondition, ListCondition, ListReply, ListRequest, RangeCondition } from "./list-request.ts";

/** Conditions on tasks. */
export interface TaskListRequest extends ListRequest {
  /** Ids of the users who made them. */
  user?: ListCondition;
  project?: ListCondition;
  /** Look into projects below `project` as well. @default false */
  include_subprojects?: boolean;
  type?: ListCondition<TaskType>;
  status?: ListCondition<TaskStatus>;
  parent?: ListCondition;
  /** Regular expression. */
  comment?: string;
  /** Regular expression. */
  report?: string;
  created?: RangeCondition<string>;
  started?: RangeCondition<string>;
  active_duration?: RangeCondition<number>;
  last_iteration?: RangeCondition<number>;
  status_changed?: DateCondition;
  last_update?: DateCondition;
  last_change?: DateCondition;
  "execution.queue"?: ListCondition;
  "models.input.model"?: ListCondition;
  [parameter: `hyperparams.${string}`]: ListCondition;
  [metric: `last_metrics.${string}`]: RangeCondition<number>;
  [property: `runtime.${string}`]: string | number | boolean;
}

/** Endpoints that find tasks. Reference: `clearml-server apiserver/services/tasks.py`. */
export interface TaskListEndpoints {
  /** Reads one task. */
  "tasks.get_by_id": { request: { task: string }; reply: { task: TaskRecord } };
  /** Reads tasks by id, with the names of what they refer to. */
  "tasks.get_by_id_ex": { request: TaskListRequest & { id: ListCondition }; reply: { tasks: JoinedTaskRecord[] } };
  /** Lists tasks; references are ids. */
  "tasks.get_all": { request: TaskListRequest; reply: ListReply & { tasks: TaskRecord[] } };
  /** Lists tasks with the names of what they refer to. */
  "tasks.get_all_ex": { request: TaskListRequest; reply: ListReply & { tasks: JoinedTaskRecord[] } };
  /** Lists the types that tasks of some projects have, of all projects when none is given. */
  "tasks.get_types": { request: { projects?: readonly string[] }; reply: { types: TaskType[] } };
}
