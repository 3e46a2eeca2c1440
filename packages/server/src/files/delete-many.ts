import { hasMoreMarks, MAX_JSON_MARKS } from "../http/request/json-size.ts";
import { readBytes } from "../http/request/read-bytes.ts";
import { isObject } from "../values/is-object.ts";
import { FileFailure } from "./file-failure.ts";
import { decodePath } from "./file-path.ts";
import type { FileStore } from "./file-store.ts";

/** The official server deletes 10,000 files at a time. */
const MAX_PATHS = 100_000;

const MAX_BYTES = 16 * 1024 * 1024;

/** The answer to a request that deletes files. */
export interface DeletedFiles {
  /** The paths that were deleted, by those that were asked for. */
  readonly deleted: Readonly<Record<string, string>>;
  /** The paths that were not deleted, by the reason. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
}

/**
 * Reads which files are to be deleted.
 *
 * @throws {@link FileFailure} 400 when the body says something else, 413 when it asks for too many.
 */
export async function readPaths(request: Request): Promise<string[]> {
  const bytes = await readBytes(request, MAX_BYTES).catch((cause: unknown) => {
    throw new FileFailure(400, "the body broke off", { cause });
  });
  const text = bytes?.toString("utf8");
  if (text === undefined || hasMoreMarks(text, MAX_JSON_MARKS)) {
    throw new FileFailure(413, `at most ${MAX_PATHS} files are deleted at once`);
  }
  const paths = pathsIn(text);
  if (!paths) {
    throw new FileFailure(400, 'send {"files": ["path", …]}');
  }
  if (paths.length > MAX_PATHS) {
    throw new FileFailure(413, `at most ${MAX_PATHS} files are deleted at once`);
  }
  return paths;
}

/** Deletes files, and folders with all that is in them, and says what became of each. */
export async function deleteMany(files: FileStore, requested: readonly string[]): Promise<DeletedFiles> {
  const deleted: Record<string, string> = {};
  const errors: Record<string, string[]> = {};
  const fail = (reason: string, path: string) => {
    const paths = errors[reason] ?? [];
    errors[reason] = paths;
    paths.push(path);
  };
  for (const given of requested) {
    const path = decodePath(given)?.replace(/^\/+/, "");
    if (!path) {
      fail("Empty path not allowed", given);
    } else if (await files.removeTree(path)) {
      deleted[given] = path;
    } else {
      fail("Not found", given);
    }
  }
  return { deleted, errors };
}

function pathsIn(text: string): string[] | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  const paths = isObject(body) ? body["files"] : undefined;
  return Array.isArray(paths) && paths.every((path) => typeof path === "string") ? paths : undefined;
}
