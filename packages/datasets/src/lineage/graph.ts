/** Direct parents by version: this one, and every ancestor that still stores a file of it. */
export type LineageGraph = Readonly<Record<string, readonly string[]>>;

/** The graph of a new version: those of its parents together, and itself. */
export function inheritGraph(id: string, parents: readonly { id: string; graph: LineageGraph }[]): LineageGraph {
  const inherited = Object.assign({}, ...parents.map(({ graph }) => graph));
  return { ...inherited, [id]: parents.map((parent) => parent.id) };
}

/**
 * Leaves out the versions that store nothing anymore; the parents of the version itself stay. Readers look for files
 * only in versions of the graph, so the graph keeps each one that is used.
 */
export function pruneGraph(graph: LineageGraph, id: string, used: ReadonlySet<string>): LineageGraph {
  const kept = [...new Set([...Object.keys(graph), ...used])].filter((version) => version !== id && used.has(version));
  const ancestors = kept.map((version) => [version, (graph[version] ?? []).filter((parent) => used.has(parent))]);
  return { ...Object.fromEntries(ancestors), [id]: graph[id] ?? [] };
}

/** All versions of a graph, named as a parent or not, each after its parents; `id` comes last. */
export function versionsInOrder(graph: LineageGraph, id: string): string[] {
  const ordered = new Set<string>();
  // Not recursive: a dataset may have thousands of versions. A version is left when its parents are done.
  const stack = [id, ...Object.keys(graph).filter((version) => version !== id)].reverse();
  const entered = new Set<string>();
  while (stack.length > 0) {
    const version = stack.at(-1) ?? "";
    if (entered.has(version)) {
      stack.pop();
      ordered.add(version);
      continue;
    }
    entered.add(version);
    stack.push(...(graph[version] ?? []).filter((parent) => !entered.has(parent)).reverse());
  }
  ordered.delete(id);
  return [...ordered, id];
}

/** A way from a version to its parents that leads back to it; undefined where there is none, as there should be. */
export function cycleIn(graph: LineageGraph): string[] | undefined {
  const done = new Set<string>();
  for (const start of Object.keys(graph)) {
    // Not recursive: a dataset may have thousands of versions.
    const way = [start];
    const left = [[...(graph[start] ?? [])]];
    const onWay = new Set(way);
    while (way.length > 0) {
      const next = left.at(-1)?.pop();
      if (next === undefined) {
        const version = way.pop() ?? "";
        left.pop();
        onWay.delete(version);
        done.add(version);
      } else if (onWay.has(next)) {
        return [...way.slice(way.indexOf(next)), next];
      } else if (!done.has(next)) {
        way.push(next);
        onWay.add(next);
        left.push([...(graph[next] ?? [])]);
      }
    }
  }
  return undefined;
}
