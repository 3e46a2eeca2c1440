import { readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { ClearMLError } from "@clearml-ts/protocol";

/** The file that `clearml-data` of the Python SDK keeps the dataset in that it worked on last. */
function stateFile(): string {
  return join(homedir(), ".clearml_data.json");
}

/**
 * Returns the id that was given, or that of the dataset that a command worked on last.
 *
 * @throws {@link ClearMLError} when there is neither.
 */
export async function currentId(given: string | undefined): Promise<string> {
  const id = given ?? (await rememberedId());
  if (id === undefined) {
    throw new ClearMLError(
      "Which dataset? Name it by --id: none was made or used on this machine since the last one was closed.",
    );
  }
  return id;
}

/** The id of the dataset that a command worked on last; undefined when there is none. */
export async function rememberedId(): Promise<string | undefined> {
  try {
    const { id } = JSON.parse(await readFile(stateFile(), "utf8")) as { id?: unknown };
    return typeof id === "string" && id !== "" ? id : undefined;
  } catch {
    // Nothing was remembered, or nothing that can be read: the same to whoever asks.
    return undefined;
  }
}

/** Remembers a dataset for the next command, of Python as well; none when no id is given. */
export async function remember(id?: string): Promise<void> {
  // A home that cannot be written to is no reason to fail: the next command is told the id then.
  await writeFile(stateFile(), JSON.stringify(id === undefined ? {} : { id })).catch(() => {});
}
