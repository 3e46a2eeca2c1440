import { posix, win32 } from "node:path";
import { InvalidDatasetError } from "../errors.ts";

/** Whether a path names a file inside a dataset: relative, with forward slashes, without `../..`. */
export function isEntryPath(path: string, platform: NodeJS.Platform = process.platform): boolean {
  // These are names like any other elsewhere, but lead out of a folder there.
  const leadsOut = platform === "win32" && (path.includes("\\") || win32.parse(path).root !== "");
  const isFile = path !== "" && path !== "." && !path.endsWith("/") && !path.includes("\0");
  return isFile && !leadsOut && !path.startsWith("/") && posix.normalize(path) === path && !/^\.\.(\/|$)/.test(path);
}

/**
 * Puts together where a file goes in a dataset.
 *
 * @throws {InvalidDatasetError} when that is outside of it.
 */
export function entryPath(datasetPath: string, relativePath: string): string {
  const path = posix.join(datasetPath.replace(/^\/+/, ""), relativePath);
  if (!isEntryPath(path)) {
    throw new InvalidDatasetError(
      `${JSON.stringify(path)} is no place in a dataset. Use a relative path with forward slashes and without "..".`,
    );
  }
  return path;
}
