import type { JoinedProjectRecord, ProjectRecord } from "../records/project.ts";
import type { Reference } from "../records/reference.ts";
import type { DateCondition, ListCondition, ListReply, ListRequest } from "./list-request.ts";

/** Conditions on projects. */
export interface ProjectListRequest extends ListRequest {
  parent?: ListCondition;
  /** Regular expression on the last part of the path. */
  basename?: string;
  /** Regular expression. */
  description?: string;
  last_update?: DateCondition;
  /** Only projects directly below `parent`, by default the top level. @default false */
  shallow_search?: boolean;
}

/** Conditions on projects, and what to add to each. */
export interface ProjectListExRequest extends ProjectListRequest {
  /** Add counts of tasks and the projects below. @default false */
  include_stats?: boolean;
  /** Conditions on the tasks that count. */
  include_stats_filter?: Readonly<Record<string, unknown>>;
  /** Accepted and not looked at. @default "active" */
  stats_for_state?: "active" | "archived";
  /** Count in the projects below as well. @default true */
  stats_with_children?: boolean;
  /** Add the numbers of tasks and models in the project itself. @default false */
  check_own_contents?: boolean;
  /** Only projects that hold such things somewhere below. */
  children_type?: "pipeline" | "report" | "dataset";
  children_tags?: readonly string[];
  children_tags_filter?: Readonly<Record<string, unknown>>;
  /** Add number and size of files of datasets. @default false */
  include_dataset_stats?: boolean;
  /** Only projects with tasks of these users. */
  active_users?: readonly string[];
  /** Older name of `allow_public: false`. @default false */
  non_public?: boolean;
  permission_roots_only?: boolean;
}

/** Projects to look in; all of them when the list is empty. */
export interface ProjectScope {
  projects?: readonly (string | null)[];
  /** @default true */
  include_subprojects?: boolean;
}

/** One page of values. */
export interface ValuesPage {
  /** From 0. @default 0 */
  page?: number;
  /** @default 500 */
  page_size?: number;
}

/** Which tags to list. */
export interface ProjectTagsRequest {
  /** List system tags too. @default false */
  include_system?: boolean;
  projects?: readonly string[];
  filter?: { tags?: readonly string[]; system_tags?: readonly string[] };
}

/** Tags in use. */
export interface TagsReply {
  tags: string[];
  system_tags?: string[];
}

/** Endpoints that find projects and what is in them. Reference: `clearml-server apiserver/services/projects.py`. */
export interface ProjectListEndpoints {
  /** Reads one project. */
  "projects.get_by_id": { request: { project: string }; reply: { project: ProjectRecord } };
  /** Lists projects; references are ids. */
  "projects.get_all": { request: ProjectListRequest; reply: ListReply & { projects: ProjectRecord[] } };
  /** Lists projects with statistics and the names of what they refer to. */
  "projects.get_all_ex": { request: ProjectListExRequest; reply: ListReply & { projects: JoinedProjectRecord[] } };
  /** Lists the scalars that were reported in a project, with the hashes that `last_metrics` uses as keys. */
  "projects.get_unique_metric_variants": {
    request: {
      project?: string;
      include_subprojects?: boolean;
      /** Of models instead of tasks. @default false */
      model_metrics?: boolean;
      ids?: readonly string[];
    };
    reply: { metrics: { metric: string; metric_hash: string; variant: string; variant_hash: string }[] };
  };
  /** Lists the hyper-parameters that tasks of a project have. */
  "projects.get_hyper_parameters": {
    request: ValuesPage & { project?: string; include_subprojects?: boolean };
    reply: { parameters: { section: string; name: string }[]; total: number; remaining: number };
  };
  /** Lists the values one hyper-parameter takes. */
  "projects.get_hyperparam_values": {
    request: ProjectScope & ValuesPage & { section: string; name: string; pattern?: string; allow_public?: boolean };
    reply: { total: number; values: string[] };
  };
  /** Lists the metadata keys that models of a project have, or all models. */
  "projects.get_model_metadata_keys": {
    request: ValuesPage & { project?: string; include_subprojects?: boolean };
    reply: { keys: string[]; total: number; remaining: number };
  };
  /** Lists the values one metadata key takes. */
  "projects.get_model_metadata_values": {
    request: ProjectScope & ValuesPage & { key: string; allow_public?: boolean };
    reply: { total: number; values: string[] };
  };
  /** Lists tags of projects. */
  "projects.get_project_tags": { request: ProjectTagsRequest; reply: TagsReply };
  /** Lists tags of the tasks in projects. */
  "projects.get_task_tags": { request: ProjectTagsRequest; reply: TagsReply };
  /** Lists tags of the models in projects. */
  "projects.get_model_tags": { request: ProjectTagsRequest; reply: TagsReply };
  /** Lists the tasks that others in the projects have for a parent. */
  "projects.get_task_parents": {
    request: ProjectScope & { tasks_state?: "active" | "archived"; task_name?: string };
    reply: { parents: (Reference & { project?: Reference })[] };
  };
  /** Lists the users who made tasks or models. */
  "projects.get_user_names": {
    request: ProjectScope & {
      /** @default "task" */
      entity?: "task" | "model";
    };
    reply: { users: Reference[] };
  };
}
