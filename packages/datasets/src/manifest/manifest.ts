import { inheritGraph, type LineageGraph, pruneGraph } from "../lineage/graph.ts";
import type { FileEntry, LinkEntry } from "./entry.ts";

/** Files, links and lineage of one version of a dataset. */
export interface Manifest {
  readonly files: ReadonlyMap<string, FileEntry>;
  readonly links: ReadonlyMap<string, LinkEntry>;
  readonly graph: LineageGraph;
}

/** A manifest that is still being put together: of a version that is open. */
export interface OpenManifest extends Manifest {
  readonly files: Map<string, FileEntry>;
  readonly links: Map<string, LinkEntry>;
  graph: LineageGraph;
}

/** How a version differs from its direct parents. */
export interface Changes {
  added: number;
  removed: number;
  modified: number;
  /** Bytes of files added, and by which modified ones grew or shrank. */
  incoming: number;
  /** Bytes of files removed. */
  outgoing: number;
}

/** A new version starts with all that its parents have; where they disagree, later parents win. */
export function inheritManifest(id: string, parents: readonly { id: string; manifest: Manifest }[]): OpenManifest {
  const files = new Map<string, FileEntry>();
  const links = new Map<string, LinkEntry>();
  for (const { manifest } of parents) {
    for (const [path, file] of manifest.files) {
      files.set(path, file);
      links.delete(path);
    }
    for (const [path, link] of manifest.links) {
      links.set(path, link);
      files.delete(path);
    }
  }
  const graph = inheritGraph(
    id,
    parents.map((parent) => ({ id: parent.id, graph: parent.manifest.graph })),
  );
  return { files, links, graph };
}

/** Files that are not uploaded yet. */
export function pendingFiles({ files }: Manifest): FileEntry[] {
  return [...files.values()].filter((file) => file.chunk === undefined);
}

/** A path that is a file and also a folder of others, which no disk can hold; undefined when no path is both. */
export function fileAndFolder({ files, links }: Manifest): string | undefined {
  const seen = new Set<string>();
  for (const path of [...files.keys(), ...links.keys()]) {
    // From the inside out: a folder that was seen before ends the search, which stays linear in the number of files.
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const folder = path.slice(0, end);
      if (seen.has(folder)) {
        break;
      }
      if (files.has(folder) || links.has(folder)) {
        return folder;
      }
      seen.add(folder);
    }
  }
  return undefined;
}

/** The graph without the versions that store nothing of this one anymore. */
export function usedGraph(id: string, { files, links, graph }: Manifest): LineageGraph {
  const used = new Set<string>();
  for (const { storedIn } of files.values()) {
    used.add(storedIn);
  }
  for (const { storedIn } of links.values()) {
    used.add(storedIn);
  }
  return pruneGraph(graph, id, used);
}

/** Bytes of all files and links, unpacked. */
export function totalSize({ files, links }: Manifest): number {
  let size = 0;
  for (const file of files.values()) {
    size += file.size;
  }
  for (const link of links.values()) {
    size += link.size ?? 0;
  }
  return size;
}

/** Compares a version with its parents. */
export function changesAgainst(parents: Manifest, manifest: Manifest): Changes {
  const changes: Changes = { added: 0, removed: 0, modified: 0, incoming: 0, outgoing: 0 };
  for (const entry of allEntries(manifest)) {
    const old = entryAt(parents, entry.path);
    if (!old) {
      changes.added += 1;
      changes.incoming += entry.size ?? 0;
    } else if (isModified(old, entry)) {
      changes.modified += 1;
      changes.incoming += (entry.size ?? 0) - (old.size ?? 0);
    }
  }
  for (const entry of allEntries(parents)) {
    if (!entryAt(manifest, entry.path)) {
      changes.removed += 1;
      changes.outgoing += entry.size ?? 0;
    }
  }
  return changes;
}

/** Files and links, one after the other. */
export function* allEntries({ files, links }: Manifest): Generator<FileEntry | LinkEntry> {
  yield* files.values();
  yield* links.values();
}

/** The file or link at a path. */
export function entryAt({ files, links }: Manifest, path: string): FileEntry | LinkEntry | undefined {
  return files.get(path) ?? links.get(path);
}

/** Whether an entry has other content than the one before. A link whose hash nobody knows is compared by its size. */
export function isModified(old: FileEntry | LinkEntry, entry: FileEntry | LinkEntry): boolean {
  const isHashKnown = old.hash !== undefined && entry.hash !== undefined;
  return old.size !== entry.size || (isHashKnown && old.hash !== entry.hash);
}
