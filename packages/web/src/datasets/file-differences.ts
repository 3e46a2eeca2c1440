import type { ListedFile } from "./listed-files.ts";

/** A file that two versions do not share. */
export interface FileDifference {
  path: string;
  kind: "added" | "removed" | "modified";
  before: ListedFile | undefined;
  after: ListedFile | undefined;
}

/** The differences of two versions, by the names of files, and how many files are the same. */
export interface FileDifferences {
  differences: FileDifference[];
  same: number;
}

/** Compares the files of two versions by hash, or by size where one has no hash. */
export function compareFiles(before: readonly ListedFile[], after: readonly ListedFile[]): FileDifferences {
  const old = new Map(before.map((file) => [file.path, file]));
  const differences: FileDifference[] = [];
  for (const file of after) {
    const earlier = old.get(file.path);
    old.delete(file.path);
    if (earlier === undefined) {
      differences.push({ path: file.path, kind: "added", before: undefined, after: file });
    } else if (!isSame(earlier, file)) {
      differences.push({ path: file.path, kind: "modified", before: earlier, after: file });
    }
  }
  const same = after.length - differences.length;
  for (const file of old.values()) {
    differences.push({ path: file.path, kind: "removed", before: file, after: undefined });
  }
  return { differences: differences.sort((a, b) => (a.path < b.path ? -1 : 1)), same };
}

function isSame(a: ListedFile, b: ListedFile): boolean {
  return a.hash !== undefined && b.hash !== undefined ? a.hash === b.hash : a.size === b.size && a.link === b.link;
}
