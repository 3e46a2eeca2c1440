import { mkdir, rename, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { dataDirParts } from "../data-folder/data-dir.ts";
import { exists } from "../data-folder/exists.ts";

const { database, keyPair, files } = dataDirParts;

/** The parts of a data folder that a backup replaces; one without stored files leaves those that are there. */
export function replacedParts({ files: withFiles }: { readonly files: boolean }): string[] {
  return [database, `${database}-wal`, `${database}-shm`, keyPair, ...(withFiles ? [files] : [])];
}

/** Which of some names are in a folder. */
export async function partsIn(folder: string, names: readonly string[]): Promise<string[]> {
  const found = await Promise.all(names.map((name) => exists(join(folder, name))));
  return names.filter((_, index) => found[index]);
}

/** The moves of one record. */
export interface Replacement {
  /** Folder of the new parts. */
  readonly from: string;
  /** Folder that is made for the old ones. */
  readonly aside: string;
  readonly parts: readonly string[];
}

/** Puts new parts into a folder in place of the old ones: all of them, or, when one cannot be moved, none. */
export async function replaceParts(folder: string, { from, aside, parts }: Replacement): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  const move = async (source: string, target: string) => {
    for (const name of await partsIn(source, parts)) {
      await rename(join(source, name), join(target, name));
      undo.unshift(() => rename(join(target, name), join(source, name)));
    }
  };
  try {
    if ((await partsIn(folder, parts)).length > 0) {
      await mkdir(aside, { mode: 0o700 });
      undo.unshift(() => rmdir(aside));
      await move(folder, aside);
    }
    await move(from, folder);
  } catch (error) {
    for (const step of undo) {
      await step();
    }
    throw error;
  }
}
