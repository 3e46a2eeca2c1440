import type { FileEntry } from "../manifest/entry.ts";
import type { Manifest, OpenManifest } from "../manifest/manifest.ts";
import { fileBelow } from "../transfer/local-paths.ts";

/** A version that is squashed. */
export interface SquashedVersion {
  id: string;
  manifest: OpenManifest;
  /** Returns the folder of its files on this machine, without those that are links. */
  copy(): Promise<string>;
}

/** The files that versions become when they are squashed, and the versions that the new one still comes from. */
export interface SquashedFiles {
  files: FileEntry[];
  links: Manifest["links"];
  parents: string[];
}

/** Ids of the versions that all of some versions were made from. Of a single one none is: it becomes one that stands alone. */
export function commonParents(versions: readonly SquashedVersion[]): string[] {
  const [first, ...others] = versions.map(({ id, manifest }) => manifest.graph[id] ?? []);
  return others.length === 0
    ? []
    : (first ?? []).filter((parent) => others.every((parents) => parents.includes(parent)));
}

/**
 * Brings the files of versions together, on this machine: all of a single version, or those that each of several stores
 * itself, where later ones win. What a later version removed stays, as in the Python SDK: only what was stored counts.
 */
export async function squashedFiles(versions: readonly SquashedVersion[]): Promise<SquashedFiles> {
  const files = new Map<string, FileEntry>();
  const links = new Map(versions.flatMap(({ manifest }) => [...manifest.links]));
  for (const { id, manifest, copy } of versions) {
    const isWanted = ({ storedIn }: { storedIn: string }) => versions.length === 1 || storedIn === id;
    const folder = await copy();
    for (const entry of manifest.files.values()) {
      if (isWanted(entry)) {
        files.set(entry.path, { ...entry, chunk: undefined, localPath: fileBelow(folder, entry.path) });
      }
    }
  }
  return { files: [...files.values()], links, parents: commonParents(versions) };
}
