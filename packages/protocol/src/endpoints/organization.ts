import type { Reference } from "../records/reference.ts";
import type { NoFields } from "./change-reply.ts";
import type { ModelListRequest } from "./models.ts";
import type { ProjectListExRequest, TagsReply } from "./projects-lists.ts";
import type { TaskListRequest } from "./tasks-lists.ts";

/** Kinds of records to count, with conditions for each. */
export interface EntityQueries {
  projects?: ProjectListExRequest;
  tasks?: TaskListRequest;
  models?: ModelListRequest;
  pipelines?: ProjectListExRequest;
  pipeline_runs?: TaskListRequest;
  datasets?: ProjectListExRequest;
  dataset_versions?: TaskListRequest;
  reports?: TaskListRequest;
}

/** How a field becomes a column of a CSV file. */
export interface FieldMapping {
  field: string;
  /** Head of the column. @default the field */
  name?: string;
  /** Texts to show instead of values. */
  values?: readonly { key: string | number | boolean | null; value: string | number | boolean | null }[];
}

/** The project, user or queue that a usage belongs to. */
export interface UsageOf {
  /** Id of the project, user or queue; null for tasks that came from no queue. */
  id: string | null;
  name?: string | null;
  /** Some queue does not say how many processors its tasks take: one is assumed. */
  cpu_artificial_weights?: boolean;
  /** Some queue does not say how many devices its tasks take: one is assumed. */
  gpu_artificial_weights?: boolean;
}

/** Run time and resources used by one project, user or queue. */
export interface UsageTotal extends UsageOf {
  /** Seconds. */
  duration?: number;
  /** Seconds times processors. */
  cpu_usage?: number;
  /** Seconds times devices. */
  gpu_usage?: number;
}

/** The same day by day. */
export interface UsageSeries extends UsageOf {
  /** Beginnings of the days in seconds since the epoch. */
  dates?: number[];
  duration?: number[];
  cpu_usage?: number[];
  gpu_usage?: number[];
}

/** Usages, summed up and over time. */
export interface Usages {
  total?: UsageTotal[];
  series?: UsageSeries[];
}

/** Endpoints of the `organization` service. Reference: `clearml-server apiserver/services/organization.py`. */
export interface OrganizationEndpoints {
  /** Lists the tags of tasks, models and projects. */
  "organization.get_tags": {
    request: {
      /** List system tags too. @default false */
      include_system?: boolean;
      filter?: { tags?: readonly string[]; system_tags?: readonly string[] };
    };
    reply: TagsReply;
  };
  /** Lists the companies of the caller. */
  "organization.get_user_companies": {
    request: NoFields;
    reply: { companies: (Reference & { allocated?: number; owners?: (Reference & { avatar?: string })[] })[] };
  };
  /** Counts what a search would find, by kind. */
  "organization.get_entities_count": {
    request: EntityQueries & {
      /** @default false */
      search_hidden?: boolean;
      /** @default true */
      allow_public?: boolean;
      active_users?: readonly string[];
      /** Stop counting there. */
      limit?: number;
    };
    reply: Partial<Record<keyof EntityQueries, number>> & { errors?: Record<string, string> };
  };
  /** Prepares a list for download as a table; the id is good for five minutes. */
  "organization.prepare_download_for_get_all": {
    request: (TaskListRequest | ModelListRequest) & {
      entity_type: "task" | "model";
      only_fields: readonly string[];
      field_mappings: readonly FieldMapping[];
    };
    reply: { prepare_id: string };
  };
  /** Downloads a prepared list as CSV; the answer is the text itself, without an envelope. */
  "organization.download_for_get_all": { request: { prepare_id: string }; reply: string };
  /** Sums up the run time of tasks by project, user and queue. */
  "organization.get_project_usages": {
    request: {
      projects: readonly string[];
      from_date: string;
      to_date: string;
      /** @default false */
      include_development?: boolean;
      breakdown_keys?: readonly ("project" | "user" | "queue")[];
      usage_fields?: readonly ("duration" | "cpu_usage" | "gpu_usage")[];
    };
    reply: { projects?: Usages; users?: Usages; queues?: Usages };
  };
  /** The same by the name that the web UI calls it since its version 2.5. */
  "organization.get_project_workloads": OrganizationEndpoints["organization.get_project_usages"];
}
