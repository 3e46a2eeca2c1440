import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { listFolder, pathBelow } from "@clearml-ts/storage";
import { ProgramError } from "../errors.ts";
import type { ProgramSource } from "./program-source.ts";

/** A file that goes with a program as it is. */
export interface ProgramFile {
  /** Its place in the program's folder, with forward slashes. */
  name: string;
  /** Where it is here. */
  path: string;
}

/**
 * Finds files, and the files of folders, that a program wants to have beside it as they lie beside it here.
 *
 * @throws {@link ProgramError} when one is not there, or not below the program's folder.
 */
export async function programFiles(source: ProgramSource, paths: readonly string[]): Promise<ProgramFile[]> {
  const found = await Promise.all(paths.map((path) => filesAt(source, resolve(source.folder, path))));
  return found.flat();
}

async function filesAt(source: ProgramSource, path: string): Promise<ProgramFile[]> {
  const name = pathBelow(source.folder, path);
  if (name === undefined) {
    throw new ProgramError(source.name, `cannot take along ${path}, which does not lie below ${source.folder}.`);
  }
  const info = await stat(path).catch((cause: unknown) => {
    throw new ProgramError(source.name, `cannot take along ${path}, which is not there.`, { cause });
  });
  if (!info.isDirectory()) {
    return [{ name, path }];
  }
  const files = await listFolder(path);
  return files.map((file) => ({ name: `${name}/${file.name}`, path: file.path }));
}

/** Reads the files of a program, by their places in its folder. */
export async function readProgramFiles(files: readonly ProgramFile[]): Promise<Map<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>();
  for (const { name, path } of files) {
    contents.set(name, await readFile(path));
  }
  return contents;
}
