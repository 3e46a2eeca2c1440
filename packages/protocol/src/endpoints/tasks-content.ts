import type { ArtifactId, ArtifactRecord } from "../records/artifact.ts";
import type { Reference } from "../records/reference.ts";
import type {
  ConfigurationItem,
  ContainerRecord,
  ExecutionRecord,
  Hyperparams,
  ScriptRecord,
  TaskModels,
  TaskRecord,
  TaskStatus,
  TaskType,
} from "../records/task.ts";
import type { ChangeReply, MoveReply, MoveRequest, NoFields, UpdatedReply, UpdateTagsRequest } from "./change-reply.ts";

/** Fields of a task that a request can set when it makes or edits one. Maps replace what was there, as a whole. */
export interface TaskContent {
  tags?: readonly string[];
  system_tags?: readonly string[];
  comment?: string;
  /** Id of the task this one comes from. */
  parent?: string;
  /** Id of the project. */
  project?: string;
  /** Where results go; it reads back as `output.destination`. */
  output_dest?: string;
  execution?: ExecutionRecord;
  script?: ScriptRecord;
  hyperparams?: Hyperparams;
  configuration?: Record<string, ConfigurationItem>;
  models?: TaskModels;
  container?: ContainerRecord;
  runtime?: Record<string, unknown>;
}

/** A new task. */
export interface TaskCreateRequest extends TaskContent {
  /** At least three characters. */
  name: string;
  type: TaskType;
}

/** Changes to a draft, or with `force` to any task. */
export interface TaskEditRequest extends TaskContent {
  task: string;
  /** Whatever the status is. @default false */
  force?: boolean;
  name?: string;
  type?: TaskType;
  /** Written as it is, without any transition. */
  status?: TaskStatus;
}

/** Fields of a task that may change in any status. */
export interface TaskUpdateRequest {
  task: string;
  name?: string;
  tags?: readonly string[];
  system_tags?: readonly string[];
  comment?: string;
  project?: string;
  status_message?: string;
  output__error?: string;
}

/** A copy of a task, and in what it differs. */
export interface TaskCloneRequest {
  task: string;
  /** @default the name of the source */
  new_task_name?: string;
  /** @default the comment of the source */
  new_task_comment?: string;
  /** @default the tags of the source */
  new_task_tags?: readonly string[];
  /** @default the tags of the source without `archived` and `development` */
  new_task_system_tags?: readonly string[];
  /** @default the parent of the source, or the source itself if it has none */
  new_task_parent?: string;
  /** @default the project of the source */
  new_task_project?: string;
  /** Replaces all of the source's. */
  new_task_hyperparams?: Hyperparams;
  /** Replaces all of the source's. */
  new_task_configuration?: Record<string, ConfigurationItem>;
  new_task_container?: ContainerRecord;
  new_task_input_models?: readonly { name?: string; model?: string }[];
  execution_overrides?: ExecutionRecord;
  /** Check what the copy refers to. @default false */
  validate_references?: boolean;
  /** Name of the project, which is made if need be. */
  new_project_name?: string;
}

/** Endpoints that write what a task holds. Reference: `clearml-server apiserver/services/tasks.py`. */
export interface TaskContentEndpoints {
  /** Makes a draft task. The embedded server answers its record too, to calls that have an identity. */
  "tasks.create": { request: TaskCreateRequest; reply: { id: string; task?: TaskRecord } };
  /** Checks what `tasks.create` would make of the same request. */
  "tasks.validate": { request: TaskCreateRequest; reply: NoFields };
  /** Makes a draft out of another task. */
  "tasks.clone": { request: TaskCloneRequest; reply: { id: string; new_project?: Reference } };
  /** Changes what is given and leaves the rest. */
  "tasks.edit": { request: TaskEditRequest; reply: ChangeReply };
  /** Changes name, tags, comment or project in any status. */
  "tasks.update": { request: TaskUpdateRequest; reply: ChangeReply };
  /** Does many `tasks.update` in one call; the body is one JSON object per line. */
  "tasks.update_batch": { request: readonly TaskUpdateRequest[]; reply: UpdatedReply };
  /** Replaces the required packages, in any status. */
  "tasks.set_requirements": {
    request: {
      task: string;
      /** Packages by manager. */
      requirements: NonNullable<ScriptRecord["requirements"]>;
    };
    reply: ChangeReply;
  };
  /** Adds, changes and removes runtime properties. */
  "tasks.edit_runtime": {
    request: { task: string; add_or_update?: Record<string, unknown>; remove?: readonly string[]; force?: boolean };
    reply: UpdatedReply;
  };
  /** Adds artifacts, or replaces those with the same key and mode. */
  "tasks.add_or_update_artifacts": {
    request: { task: string; artifacts: readonly ArtifactRecord[]; force?: boolean };
    reply: UpdatedReply;
  };
  /** Removes artifacts from a task; the files stay. */
  "tasks.delete_artifacts": {
    request: { task: string; artifacts: readonly ArtifactId[]; force?: boolean };
    reply: { deleted: number };
  };
  /** Lists a model on a task under a name. */
  "tasks.add_or_update_model": {
    request: {
      task: string;
      name: string;
      /** Id of the model. */
      model: string;
      type: "input" | "output";
      /** Raises the task's last iteration. */
      iteration?: number;
    };
    reply: UpdatedReply;
  };
  /** Takes models off a task's list; the models stay. */
  "tasks.delete_models": {
    request: { task: string; models: readonly { name: string; type: "input" | "output" }[] };
    reply: UpdatedReply;
  };
  /** Adds and removes tags of many tasks. */
  "tasks.update_tags": { request: UpdateTagsRequest; reply: UpdatedReply };
  /** Moves tasks to another project. */
  "tasks.move": { request: MoveRequest; reply: MoveReply };
}
