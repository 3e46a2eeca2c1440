import type { BatchReply } from "../envelope.ts";
import type { Metadata, MetadataItem } from "../records/metadata.ts";
import type { JoinedModelRecord, ModelRecord } from "../records/model.ts";
import type {
  BatchRequest,
  ChangeReply,
  FreedSpace,
  MoveReply,
  MoveRequest,
  UpdatedReply,
  UpdateTagsRequest,
} from "./change-reply.ts";
import type { DateCondition, ListCondition, ListReply, ListRequest, RangeCondition } from "./list-request.ts";

/** Conditions on models. */
export interface ModelListRequest extends ListRequest {
  /** Ids of the users who made them. */
  user?: ListCondition;
  project?: ListCondition;
  /** Look into projects below `project` as well. @default false */
  include_subprojects?: boolean;
  /** Ids of the tasks that made them. */
  task?: ListCondition;
  parent?: ListCondition;
  framework?: ListCondition;
  uri?: ListCondition;
  /** Published or not. */
  ready?: boolean;
  /** Regular expression. */
  comment?: string;
  created?: RangeCondition<string>;
  last_iteration?: RangeCondition<number>;
  last_update?: DateCondition;
  last_change?: DateCondition;
  [metric: `last_metrics.${string}`]: RangeCondition<number>;
  [item: `metadata.${string}`]: ListCondition;
}

/** Fields of a model that a request can set. */
export interface ModelContent {
  comment?: string;
  tags?: readonly string[];
  system_tags?: readonly string[];
  framework?: string;
  design?: Record<string, unknown>;
  /** Number of each class by its name; numbers are unique. */
  labels?: Record<string, number>;
  /** Id of the project. */
  project?: string;
  /** Id of the model this one comes from. */
  parent?: string;
  /** Id of the task that made it. */
  task?: string;
  metadata?: Metadata;
}

/** Options of publishing a model. */
export interface ModelPublishOptions {
  /** Publish the task that made it as well. @default true */
  publish_task?: boolean;
  /** Whatever the status of that task is. @default false */
  force_publish_task?: boolean;
}

/** The answer to publishing a model. */
export interface ModelPublishReply {
  updated: number;
  published_task?: { id: string; data: ChangeReply };
}

/** Options of deleting a model. */
export interface ModelDeleteOptions {
  /** Although tasks use it. @default false */
  force?: boolean;
  /** Delete the file on the file server too. @default true */
  delete_external_artifacts?: boolean;
}

/** The answer to deleting a model, with the address of its file. */
export interface ModelDeleteReply {
  deleted: boolean;
  url?: string;
  freed?: FreedSpace;
}

/** Endpoints of the `models` service. Reference: `clearml-server apiserver/services/models.py`. */
export interface ModelsEndpoints {
  /** Reads one model. */
  "models.get_by_id": { request: { model: string }; reply: { model: ModelRecord } };
  /** Reads models by id, with the names of what they refer to. */
  "models.get_by_id_ex": { request: ModelListRequest & { id: ListCondition }; reply: { models: JoinedModelRecord[] } };
  /** Reads the last model a task made; only for callers up to API version 2.13. */
  "models.get_by_task_id": { request: { task: string }; reply: { model: ModelRecord } };
  /** Lists models; references are ids. */
  "models.get_all": { request: ModelListRequest; reply: ListReply & { models: ModelRecord[] } };
  /** Lists models with the names of what they refer to. */
  "models.get_all_ex": {
    request: ModelListRequest & {
      /** Add the number of labels. @default false */
      include_stats?: boolean;
    };
    reply: ListReply & { models: JoinedModelRecord[] };
  };
  /** Lists the frameworks that models of some projects have. */
  "models.get_frameworks": { request: { projects?: readonly string[] }; reply: { frameworks: string[] } };
  /** Makes a model. */
  "models.create": {
    request: ModelContent & {
      /** At least three characters. */
      name: string;
      /** Address of the weights. */
      uri: string;
      /** Published at once. Say which: the server takes a missing value for true. */
      ready?: boolean;
      public?: boolean;
      /** The notes that the web UI keeps about the model. */
      ui_cache?: Record<string, unknown>;
    };
    reply: { id: string; created: boolean };
  };
  /** Changes what is given, in any state; maps replace what was there. */
  "models.edit": {
    request: ModelContent & {
      model: string;
      name?: string;
      uri?: string;
      ready?: boolean;
      /** Raises the last iteration of the model's task. */
      iteration?: number;
    };
    reply: ChangeReply;
  };
  /** Changes name, comment, tags, project, address or metadata. */
  "models.update": {
    request: Pick<ModelContent, "comment" | "tags" | "system_tags" | "project" | "task" | "metadata"> & {
      model: string;
      name?: string;
      uri?: string;
      created?: string;
      ui_cache?: Record<string, unknown>;
      iteration?: number;
    };
    reply: ChangeReply;
  };
  /** Sets the output model of a running task; only for callers up to API version 2.13. */
  "models.update_for_task": {
    request: Pick<ModelContent, "comment" | "tags" | "system_tags"> & {
      task: string;
      uri?: string;
      /** Id of a model to use instead of `uri`. */
      override_model_id?: string;
      name?: string;
      iteration?: number;
    };
    reply: Partial<ChangeReply> & { id: string; created?: boolean };
  };
  /** Publishes a model. */
  "models.set_ready": { request: ModelPublishOptions & { model: string }; reply: ModelPublishReply };
  /** Publishes models. */
  "models.publish_many": {
    request: BatchRequest & ModelPublishOptions;
    reply: BatchReply<Omit<ModelPublishReply, "updated"> & { id: string; updated: boolean }>;
  };
  /** Deletes a model. */
  "models.delete": { request: ModelDeleteOptions & { model: string }; reply: ModelDeleteReply };
  /** Deletes models. */
  "models.delete_many": {
    request: BatchRequest & ModelDeleteOptions;
    reply: BatchReply<ModelDeleteReply & { id: string }>;
  };
  /** Puts models away. */
  "models.archive_many": { request: BatchRequest; reply: BatchReply<{ id: string; archived: boolean }> };
  /** Takes models out of the archive. */
  "models.unarchive_many": { request: BatchRequest; reply: BatchReply<{ id: string; unarchived: boolean }> };
  /** Gives models to everybody. */
  "models.make_public": { request: BatchRequest; reply: UpdatedReply };
  /** Takes models back from everybody. */
  "models.make_private": { request: BatchRequest; reply: UpdatedReply };
  /** Moves models to another project. */
  "models.move": { request: MoveRequest; reply: MoveReply };
  /** Adds and removes tags of many models. */
  "models.update_tags": { request: UpdateTagsRequest; reply: UpdatedReply };
  /** Writes metadata items. */
  "models.add_or_update_metadata": {
    request: {
      model: string;
      metadata: readonly MetadataItem[];
      /** Remove all others. @default false */
      replace_metadata?: boolean;
    };
    reply: UpdatedReply;
  };
  /** Deletes metadata items by key. */
  "models.delete_metadata": { request: { model: string; keys: readonly string[] }; reply: UpdatedReply };
}
