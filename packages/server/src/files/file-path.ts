import { join, sep } from "node:path";

/** Folder of uploads that are not complete; no path leads there. */
export const UPLOADS = ".uploads";

/**
 * Turns a storage path into a path below the root, or `undefined` when it leads out of it or nowhere.
 *
 * Storage paths come decoded. Slashes in front, behind or in a row count as none or one, as clients send them all ways.
 */
export function resolveFilePath(root: string, path: string): string | undefined {
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  if (segments.length === 0 || segments[0] === UPLOADS || !segments.every(isSafeSegment)) {
    return undefined;
  }
  return join(root, ...segments);
}

/** Undoes the quoting of a path in a URL, once; `undefined` when it is not quoted properly. */
export function decodePath(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

/** The storage path that an address on the file server names, without the slash in front. */
export function pathInUrl(url: string): string | undefined {
  return decodePath(new URL(url).pathname)?.replace(/^\/+/, "");
}

function isSafeSegment(segment: string): boolean {
  if (segment === ".." || segment.includes("\0")) {
    return false;
  }
  // On Windows a backslash separates and a colon names a drive or a stream.
  return sep === "/" || !/[\\:]/.test(segment);
}
