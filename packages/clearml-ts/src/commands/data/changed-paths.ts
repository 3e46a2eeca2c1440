import type { Dataset, FileEntry, LinkEntry } from "@clearml-ts/datasets";
import { say } from "../../language/say.ts";

/** Remembers what a version holds; the answer lists what was added, replaced and removed since, as `--verbose` shows it. */
export function watchPaths(dataset: Dataset, verbose: boolean | undefined): () => string[] {
  if (!verbose) {
    return () => [];
  }
  const snapshot = () => new Map<string, FileEntry | LinkEntry>([...dataset.entries, ...dataset.links]);
  const before = snapshot();
  return () => {
    const after = snapshot();
    const changed = [...after].filter(([path, entry]) => before.get(path) !== entry);
    return [
      ...changed.map(([path]) => (before.has(path) ? say`Modified ${path}` : say`Add ${path}`)),
      ...[...before.keys()].filter((path) => !after.has(path)).map((path) => say`Remove ${path}`),
    ].sort();
  };
}
