import type { LineageGraph } from "./graph.ts";

/** The zips of one version that are selected, by their positions among its zips. */
export type ChunkSelection = ReadonlyMap<string, ReadonlySet<number>>;

/** A part of a dataset. */
export interface DatasetPart {
  /** From 0. */
  part: number;
  numParts: number;
}

/**
 * Deals the zips of a version and its ancestors out to parts, as the Python SDK does: in the order of their versions, and as
 * evenly as whole zips allow.
 */
export function selectChunks(
  order: readonly string[],
  chunkCounts: Readonly<Record<string, number>>,
  { part, numParts }: DatasetPart,
): ChunkSelection {
  // Python counts one zip for a version that the state does not count.
  const chunks = order.flatMap((id) => Array.from({ length: chunkCounts[id] ?? 1 }, (_, index) => ({ id, index })));
  const total = Object.values(chunkCounts).reduce((sum, count) => sum + count, 0);
  const share = Math.floor(total / numParts);
  const longer = total % numParts;
  const start = part * share + Math.min(part, longer);
  const selection = new Map<string, Set<number>>();
  for (const { id, index } of chunks.slice(start, start + share + (part < longer ? 1 : 0))) {
    const selected = selection.get(id) ?? new Set();
    selected.add(index);
    selection.set(id, selected);
  }
  return selection;
}

/** The versions of a graph in the order in which the Python SDK counts their zips; the version itself is the last. */
export function chunkOrder(graph: LineageGraph, id: string): string[] {
  const visited = new Set<string>();
  visit([id]);
  visit(Object.keys(graph).filter((version) => !visited.has(version)));
  return [...[...visited].slice(1).reverse(), id];

  function visit(roots: string[]): void {
    for (let version = roots.shift(); version !== undefined; version = roots.shift()) {
      if (visited.has(version)) {
        continue;
      }
      visited.add(version);
      const parents = (graph[version] ?? []).filter((parent) => parent in graph && !roots.includes(parent));
      roots.push(...parents.reverse());
    }
  }
}
