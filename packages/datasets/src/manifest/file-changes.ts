import { allEntries, entryAt, isModified, type Manifest } from "./manifest.ts";

/** Sorted paths of the files by which a version differs from another one. */
export interface FileChanges {
  added: string[];
  modified: string[];
  removed: string[];
}

/** Lists the files by which a version differs from the one before. */
export function fileChanges(before: Manifest, after: Manifest): FileChanges {
  const changes: FileChanges = { added: [], modified: [], removed: [] };
  for (const entry of allEntries(after)) {
    const old = entryAt(before, entry.path);
    if (!old) {
      changes.added.push(entry.path);
    } else if (isModified(old, entry)) {
      changes.modified.push(entry.path);
    }
  }
  for (const { path } of allEntries(before)) {
    if (!entryAt(after, path)) {
      changes.removed.push(path);
    }
  }
  for (const paths of Object.values(changes)) {
    paths.sort();
  }
  return changes;
}
