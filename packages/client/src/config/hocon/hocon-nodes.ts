/** A value as it stands in the text: pieces side by side, which become one value when references are known. */
export interface ValueNode {
  kind: "value";
  parts: Part[];
  /** Whether it was written with `+=`, and is added to the list that was there. */
  append: boolean;
}

/** Keys with everything that is assigned to them, in order. */
export interface ObjectNode {
  kind: "object";
  fields: Map<string, (ValueNode | ObjectNode)[]>;
}

/** Anything that can be assigned to a key. */
export type HoconNode = ValueNode | ObjectNode;

/** A piece of a value. */
export type Part =
  | { kind: "text"; text: string; quoted: boolean }
  | { kind: "blank"; text: string }
  | { kind: "list"; items: HoconNode[] }
  | { kind: "reference"; name: string; optional: boolean; where: string }
  | ObjectNode;

/** Makes the node of an object without keys. */
export function emptyObject(): ObjectNode {
  return { kind: "object", fields: new Map() };
}

/** Adds an assignment to a dotted path, making the objects on the way. */
export function assign(target: ObjectNode, path: string[], node: HoconNode): void {
  const [key = "", ...rest] = path;
  const assigned = target.fields.get(key) ?? [];
  target.fields.set(key, assigned);
  if (rest.length === 0) {
    assigned.push(node);
    return;
  }
  const nested = emptyObject();
  assign(nested, rest, node);
  assigned.push(nested);
}
