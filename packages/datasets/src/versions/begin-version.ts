import type { Connection } from "@clearml-ts/client";
import { recordEnd, Task } from "@clearml-ts/tasks";
import type { DatasetOptions } from "../dataset-options.ts";
import { ensureProject, hiddenProjectName } from "./project.ts";
import { chooseVersion, storeVersion } from "./version-number.ts";

/**
 * Makes the task that holds a new version, in progress. An error after that leaves the task failed.
 *
 * @param prepare First work on the task, such as storing its empty list of files.
 * @throws {@link VersionTakenError} when a finalized version has the chosen number.
 */
export async function beginVersion<T>(
  connection: Connection,
  options: DatasetOptions<unknown>,
  prepare: (task: Task) => Promise<T>,
): Promise<T> {
  const { name, tags, description } = options;
  await ensureProject(connection, options);
  const version = await chooseVersion(connection, options);
  const creator = Task.current()?.id;
  const task = await Task.create(
    {
      project: hiddenProjectName(options),
      name,
      type: "data_processing",
      systemTags: ["dataset", "development"],
      outputUri: options.outputUri ?? connection.config.defaultOutputUri ?? connection.config.filesServer,
      ...(tags && { tags }),
      ...(creator !== undefined && { parent: creator }),
    },
    { connection },
  );
  try {
    await task.start();
    await task.setRuntimeProperties({ orig_dataset_name: name, orig_dataset_id: task.id });
    await storeVersion(task, version);
    if (description !== undefined) {
      await task.setComment(description);
    }
    return await prepare(task);
  } catch (error) {
    // The caller wants to see this error, not that it could not be recorded.
    await recordEnd(task, error, () => task.fail(error, { force: true }));
    await task.close({ keepStatus: true });
    throw error;
  }
}
