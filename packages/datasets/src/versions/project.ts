import type { Connection } from "@clearml-ts/client";
import type { ProjectRecord } from "@clearml-ts/protocol";
import { findOrCreateProject } from "@clearml-ts/tasks";
import { InvalidDatasetError } from "../errors.ts";

const SEPARATOR = "/.datasets/";

/** A dataset as people name it. */
export interface DatasetName {
  project: string;
  name: string;
}

/** Full name of the hidden project that holds the versions of a dataset. */
export function hiddenProjectName({ project, name }: DatasetName): string {
  return `${project}${SEPARATOR}${name}`;
}

/** Returns the name of the dataset that a hidden project holds, as people write it. */
export function datasetName(hiddenProject: string): DatasetName {
  const at = hiddenProject.indexOf(SEPARATOR);
  return at === -1
    ? { project: hiddenProject, name: "" }
    : { project: hiddenProject.slice(0, at), name: hiddenProject.slice(at + SEPARATOR.length) };
}

/**
 * Checks the name of a dataset.
 *
 * @throws {@link InvalidDatasetError} when it or the name of the project is too short.
 */
export function checkName({ project, name }: DatasetName): void {
  if (project.trim().length < 3 || name.trim().length < 3) {
    throw new InvalidDatasetError(
      `A dataset needs a project and a name of at least three characters, not "${name}" in "${project}".`,
    );
  }
}

/** Finds or makes the hidden project of a dataset, and the one around it, with the tags the page knows them by. */
export async function ensureProject(connection: Connection, dataset: DatasetName): Promise<ProjectRecord> {
  await ensureTagged(connection, `${dataset.project}/.datasets`, ["hidden"]);
  return ensureTagged(connection, hiddenProjectName(dataset), ["hidden", "dataset"]);
}

/** A project that the server made on the way to one below it has no tags yet. */
async function ensureTagged(connection: Connection, name: string, systemTags: string[]): Promise<ProjectRecord> {
  const project = await findOrCreateProject(connection, name, { systemTags });
  const tags = project.system_tags ?? [];
  if (systemTags.some((tag) => !tags.includes(tag))) {
    const system_tags = [...new Set([...tags, ...systemTags])];
    await connection.services.projects.update({ project: project.id, system_tags });
  }
  return project;
}
