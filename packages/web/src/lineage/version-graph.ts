import type { GraphNode } from "../graph/layout.ts";

/** A version in the lineage of a dataset. */
export interface LineageNode extends GraphNode {
  /** Id of the version. */
  name: string;
  /** The name of the dataset that it is of. */
  dataset: string;
  /** Such as `1.0.2`; empty where it has none. */
  version: string;
  status: string;
  /** Bytes. */
  size: number | undefined;
}

/** Puts together the versions that the configuration objects `Dataset Struct` name; texts that are not such an object add none. */
export function lineageOf(structures: readonly string[]): LineageNode[] {
  const nodes = new Map<string, LineageNode>();
  for (const text of structures) {
    for (const node of nodesOf(text)) {
      nodes.set(node.name, node);
    }
  }
  return [...nodes.values()];
}

function nodesOf(text: string): LineageNode[] {
  const stored = parse(text);
  const idOf = (key: unknown) => (typeof key === "string" ? stored.get(key)?.["job_id"] : undefined);
  return [...stored.values()].flatMap((node) => {
    const { job_id: id, name, version, status, job_size: size, parents } = node;
    return typeof id !== "string"
      ? []
      : [
          {
            name: id,
            dataset: typeof name === "string" ? name : "",
            version: typeof version === "string" ? version : "",
            status: typeof status === "string" ? status : "unknown",
            size: typeof size === "number" ? size : undefined,
            parents: (Array.isArray(parents) ? parents : [])
              .map(idOf)
              .filter((parent): parent is string => typeof parent === "string"),
          },
        ];
  });
}

/** Nodes by their keys; parents are keys of the same object. */
function parse(text: string): Map<string, Record<string, unknown>> {
  try {
    const nodes: unknown = JSON.parse(text);
    const entries = typeof nodes === "object" && nodes !== null ? Object.entries(nodes) : [];
    return new Map(entries.filter(([, node]) => typeof node === "object" && node !== null));
  } catch {
    return new Map();
  }
}

/** A version with all that it comes from, and all that came from it. */
export function relativesOf(id: string, nodes: readonly LineageNode[]): LineageNode[] {
  const byId = new Map(nodes.map((node) => [node.name, node]));
  const children = new Map<string, string[]>();
  for (const { name, parents } of nodes) {
    for (const parent of parents) {
      children.set(parent, [...(children.get(parent) ?? []), name]);
    }
  }
  const found = new Set([id]);
  const follow = (next: (version: string) => readonly string[]) => {
    const open = [id];
    for (let version = open.pop(); version !== undefined; version = open.pop()) {
      for (const other of next(version).filter((one) => !found.has(one))) {
        found.add(other);
        open.push(other);
      }
    }
  };
  follow((version) => byId.get(version)?.parents ?? []);
  follow((version) => children.get(version) ?? []);
  return nodes.filter(({ name }) => found.has(name));
}
