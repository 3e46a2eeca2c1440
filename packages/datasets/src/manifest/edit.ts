import type { FileEntry, LinkEntry } from "./entry.ts";
import { allEntries, isModified, type Manifest, type OpenManifest } from "./manifest.ts";

/** How many files or links a change added, and how many it replaced by others. */
export interface AddedFiles {
  added: number;
  modified: number;
}

/** How files are compared with those that are stored already. */
export interface AddOptions {
  /** The files that the version started with. */
  parents: Manifest;
  /** Whether content that is stored under another path is referred to instead of stored again. */
  deduplicate: boolean;
}

/**
 * Adds files, replacing what was at their paths. A file that is already there, or that a parent stores at the same path
 * with the same content, is not stored again; nor is one whose content a link at its path has.
 */
export function addFiles(
  manifest: OpenManifest,
  added: Iterable<FileEntry>,
  { parents, deduplicate }: AddOptions,
): AddedFiles {
  const { files, links } = manifest;
  const counts = { added: 0, modified: 0 };
  const stored = deduplicate ? storedContent(manifest, parents) : undefined;
  for (const file of added) {
    const { path, hash } = file;
    const link = links.get(path);
    if (link && !isModified(link, file)) {
      continue;
    }
    const old = files.get(path) ?? link;
    const known = [files.get(path), parents.files.get(path)].find(
      (entry) => entry?.chunk !== undefined && entry.hash === hash,
    );
    files.set(path, known ?? sameContent(file, stored) ?? file);
    links.delete(path);
    count(counts, old, file);
  }
  return counts;
}

/** Adds links, replacing what was at their paths unless it has the same content. */
export function addLinks({ files, links }: OpenManifest, added: Iterable<LinkEntry>): AddedFiles {
  const counts = { added: 0, modified: 0 };
  for (const link of added) {
    const old = files.get(link.path) ?? links.get(link.path);
    if (old && "link" in old && !isModified(old, link)) {
      continue;
    }
    links.set(link.path, link);
    files.delete(link.path);
    count(counts, old, link);
  }
  return counts;
}

/** Removes the files and links that a test selects, and returns how many. */
export function removeEntries(
  { files, links }: OpenManifest,
  isRemoved: (path: string, link: string | undefined) => boolean,
): number {
  let removed = 0;
  for (const path of files.keys()) {
    if (isRemoved(path, undefined)) {
      files.delete(path);
      removed += 1;
    }
  }
  for (const { path, link } of links.values()) {
    if (isRemoved(path, link)) {
      links.delete(path);
      removed += 1;
    }
  }
  return removed;
}

/** Marks files as uploaded in a zip; one that was replaced meanwhile stays as it is. */
export function markUploaded({ files }: OpenManifest, uploaded: Iterable<FileEntry>, chunk: string): void {
  for (const file of uploaded) {
    if (files.get(file.path) === file) {
      files.set(file.path, { ...file, chunk, localPath: undefined });
    }
  }
}

function count(counts: AddedFiles, old: FileEntry | LinkEntry | undefined, entry: FileEntry | LinkEntry): void {
  if (!old) {
    counts.added += 1;
  } else if (isModified(old, entry)) {
    counts.modified += 1;
  }
}

/** Stored files by their content. */
function storedContent(...manifests: readonly Manifest[]): Map<string, FileEntry> {
  const stored = new Map<string, FileEntry>();
  for (const manifest of manifests) {
    for (const entry of allEntries(manifest)) {
      if (!("link" in entry) && entry.chunk !== undefined && entry.hash !== undefined) {
        stored.set(entry.hash, entry);
      }
    }
  }
  return stored;
}

function sameContent(file: FileEntry, stored: ReadonlyMap<string, FileEntry> | undefined): FileEntry | undefined {
  const same = file.hash === undefined ? undefined : stored?.get(file.hash);
  return same && { ...same, path: file.path };
}
