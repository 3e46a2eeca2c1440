import type { Connection } from "@clearml-ts/client";

/**
 * Tells whether an upload takes the place of an earlier one: of the same file name on the same task, which Python's SDK
 * would have overwritten. Files of other names, such as those of each epoch, stay.
 */
export function replaces(later: string, earlier: string): boolean {
  const [folder, file] = folderAndFile(later);
  const [earlierFolder, earlierFile] = folderAndFile(earlier);
  return later !== earlier && folder === earlierFolder && file === earlierFile;
}

/** Each upload has a place of its own between the folder and the file. */
function folderAndFile(url: string): [string, string] {
  const parts = url.split("/");
  return [parts.slice(0, -2).join("/"), parts.at(-1) ?? ""];
}

/** Deletes weights to which no model points any more; a failure is worth a warning, as the model has its new ones. */
export async function removeWeights(connection: Connection, url: string): Promise<void> {
  try {
    await connection.storage.remove(url);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    connection.warn(`Replaced weights could not be deleted: ${why}`);
  }
}
