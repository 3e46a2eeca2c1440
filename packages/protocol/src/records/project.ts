import type { Joined, Reference } from "./reference.ts";

/** A project as the server sends it; `only_fields` leaves out what it does not name. */
export interface ProjectRecord {
  id: string;
  /** Full path, parts separated by `/`. */
  name: string;
  /** Last part of the path. */
  basename?: string;
  description?: string;
  created?: string;
  last_update?: string;
  tags?: string[];
  system_tags?: string[];
  default_output_destination?: string;
  /** Id of the project above, null at the root. */
  parent?: string | null;
  /** Ids of all projects above, root first; lists send it only when asked for. */
  path?: string[];
  /** Lower comes first. @default 9999 */
  featured?: number;
  logo_url?: string;
  logo_blob?: string;
  /** Id of the company; empty for public projects. */
  company?: string;
  /** Id of the user who made it. */
  user?: string;
}

/** Counts and run time of a project's tasks in one of its two halves. */
export interface ProjectSideStats {
  total_tasks?: number;
  total_runtime?: number;
  completed_tasks_24h?: number;
  last_task_run?: string | null;
  status_count?: Record<string, number>;
}

/** Statistics that `include_stats` adds to a project. */
export interface ProjectStats {
  active?: ProjectSideStats;
  archived?: ProjectSideStats;
}

/** Sizes that `include_dataset_stats` adds to a project. */
export interface ProjectDatasetStats {
  file_count?: number;
  total_size?: number;
}

/** A project with joined references and whatever extras `projects.get_all_ex` was asked for. */
export interface JoinedProjectRecord extends Joined<ProjectRecord, "company" | "user"> {
  stats?: ProjectStats;
  dataset_stats?: ProjectDatasetStats;
  sub_projects?: Reference[];
  own_tasks?: number;
  own_models?: number;
  own_datasets?: number;
  hidden?: boolean;
}
