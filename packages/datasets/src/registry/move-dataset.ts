import type { Connection } from "@clearml-ts/client";
import { findProject, forgetProjectName } from "@clearml-ts/tasks";
import { DatasetNotFoundError, InvalidDatasetError } from "../errors.ts";
import { listDatasets } from "../versions/find-versions.ts";
import { checkName, type DatasetName, ensureProject, hiddenProjectName } from "../versions/project.ts";

/**
 * Gives a dataset, with all of its versions, another name.
 *
 * @throws {@link DatasetNotFoundError} when there is none of this name.
 * @throws {@link InvalidDatasetError} when the new name is too short, or another dataset of the project has it.
 */
export async function renameDataset(connection: Connection, dataset: DatasetName, newName: string): Promise<void> {
  const { project } = dataset;
  const { services } = connection;
  checkName({ project, name: newName });
  const hidden = await requireDataset(connection, dataset);
  await refuseTaken(connection, { project, name: newName });
  await services.projects.update({ project: hidden, name: hiddenProjectName({ project, name: newName }) });
  forgetProjectName(connection, hidden);
  // The Python SDK looks for the name of the task as well as for that of the project.
  for (const task of await versionIds(connection, { project, name: newName })) {
    await services.tasks.edit({ task, name: newName, force: true });
  }
}

/**
 * Moves a dataset, with all of its versions, to another project. Its files stay where they are stored.
 *
 * @throws {@link DatasetNotFoundError} when there is none of this name.
 * @throws {@link InvalidDatasetError} when the other project has a dataset of this name.
 */
export async function moveDataset(connection: Connection, dataset: DatasetName, newProject: string): Promise<void> {
  const target = { project: newProject, name: dataset.name };
  checkName(target);
  await requireDataset(connection, dataset);
  await refuseTaken(connection, target);
  const ids = await versionIds(connection, dataset);
  const { id } = await ensureProject(connection, target);
  if (ids.length > 0) {
    await connection.services.tasks.move({ ids, project: id });
  }
}

async function requireDataset(connection: Connection, dataset: DatasetName): Promise<string> {
  const found = await findProject(connection, hiddenProjectName(dataset));
  if (!found) {
    throw new DatasetNotFoundError(`name "${dataset.name}" in project "${dataset.project}"`);
  }
  return found.id;
}

/** Two datasets under one name would become one. */
async function refuseTaken(connection: Connection, dataset: DatasetName): Promise<void> {
  if ((await versionIds(connection, dataset)).length > 0) {
    throw new InvalidDatasetError(
      `Project "${dataset.project}" has a dataset "${dataset.name}" already. Choose another name, or delete that one.`,
    );
  }
}

async function versionIds(connection: Connection, dataset: DatasetName): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of listDatasets(connection, { ...dataset, includeOpen: true, includeArchived: true })) {
    ids.push(id);
  }
  return ids;
}
