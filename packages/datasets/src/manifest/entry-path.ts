import { posix } from "node:path";
import { isPathInside } from "@clearml-ts/protocol";
import { InvalidDatasetError } from "../errors.ts";

/**
 * Returns the place of a file in a dataset. A backslash separates folders on Windows and is a letter of a name
 * elsewhere, as in the Python SDK.
 *
 * @throws {@link InvalidDatasetError} when that is outside of the dataset.
 */
export function entryPath(
  datasetPath: string,
  relativePath: string,
  platform: NodeJS.Platform = process.platform,
): string {
  const withSlashes = (part: string) => (platform === "win32" ? part.replaceAll("\\", "/") : part);
  const path = posix.join(withSlashes(datasetPath), withSlashes(relativePath)).replace(/^\/+|\/+$/g, "");
  if (!isPathInside(path, platform)) {
    throw new InvalidDatasetError(
      `${JSON.stringify(path)} is not a place in a dataset. Use a relative path with forward slashes and without "..".`,
    );
  }
  return path;
}
