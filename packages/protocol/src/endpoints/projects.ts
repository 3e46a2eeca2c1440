import type { BatchRequest, ChangeReply, FileUrls, FreedSpace, UpdatedReply } from "./change-reply.ts";
import type { ProjectListEndpoints } from "./projects-lists.ts";

/** Fields of a project that a request can set. */
export interface ProjectContent {
  description?: string;
  tags?: readonly string[];
  system_tags?: readonly string[];
  default_output_destination?: string;
}

/** Endpoints of the `projects` service. Reference: `clearml-server apiserver/services/projects.py`. */
export interface ProjectsEndpoints extends ProjectListEndpoints {
  /** Makes a project, and the ones above it. */
  "projects.create": {
    request: ProjectContent & {
      /** Full path; the last part has at least three characters. */
      name: string;
    };
    reply: { id: string };
  };
  /** Describes, tags or renames a project within its place. */
  "projects.update": { request: ProjectContent & { project: string; name?: string }; reply: ChangeReply };
  /** Moves a project below another one. */
  "projects.move": {
    request: {
      project: string;
      /** Path of the project to move under; empty for the top level. */
      new_location?: string | null;
    };
    reply: { moved: number };
  };
  /** Moves all that a project holds to another one and deletes it. */
  "projects.merge": {
    request: { project: string; destination_project?: string | null };
    reply: { moved_entities: number; moved_projects: number };
  };
  /** Counts what deleting a project would meet. */
  "projects.validate_delete": {
    request: { project: string };
    reply: {
      tasks: number;
      non_archived_tasks: number;
      models: number;
      non_archived_models: number;
      reports?: number;
      non_archived_reports?: number;
      pipelines?: number;
      datasets?: number;
    };
  };
  /** Deletes a project and those below it. */
  "projects.delete": {
    request: {
      project: string;
      /** Although it holds things that are not archived. @default false */
      force?: boolean;
      /** Delete what it holds. @default false */
      delete_contents?: boolean;
      /** Delete files on the file server too. @default true */
      delete_external_artifacts?: boolean;
    };
    reply: {
      deleted: number;
      disassociated_tasks?: number;
      deleted_models?: number;
      deleted_tasks?: number;
      urls?: FileUrls;
      freed?: FreedSpace;
    };
  };
  /** Gives projects to everybody. */
  "projects.make_public": { request: BatchRequest; reply: UpdatedReply };
  /** Takes projects back from everybody. */
  "projects.make_private": { request: BatchRequest; reply: UpdatedReply };
}
