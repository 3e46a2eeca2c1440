import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type FolderFile, listFolder } from "@clearml-ts/storage";
import { WeightsError } from "../errors.ts";
import { packageNames } from "./package-names.ts";

/** A file of a package: its name there, and its path here. */
export type PackageFile = Pick<FolderFile, "name" | "path" | "size">;

/**
 * The files in a folder.
 *
 * @throws {@link WeightsError} when there are none.
 */
export async function filesWithin(folder: string, options: { signal?: AbortSignal }): Promise<PackageFile[]> {
  const files = await listFolder(folder, options);
  if (files.length === 0) {
    throw new WeightsError(`The folder ${folder} holds no file to make a model of.`);
  }
  return files;
}

/**
 * Files that are named one by one; in the package they have their names below the folder that all of them share, as in Python.
 *
 * @throws {@link WeightsError} when none are named, or one of them is not a file.
 */
export async function filesTogether(paths: readonly string[]): Promise<PackageFile[]> {
  if (paths.length === 0) {
    throw new WeightsError("A package needs at least one file.");
  }
  const wholePaths = paths.map((path) => resolve(path));
  const names = packageNames(wholePaths);
  return await Promise.all(
    wholePaths.map(async (path, index) => {
      const info = await stat(path).catch((cause: unknown) => {
        throw new WeightsError(`The weights ${path} cannot be read. Check that the file is there.`, { cause });
      });
      if (!info.isFile()) {
        throw new WeightsError(`${path} is not a file. A folder is a package by itself: pass its path alone.`);
      }
      return { name: names[index] ?? "", path, size: info.size };
    }),
  );
}
