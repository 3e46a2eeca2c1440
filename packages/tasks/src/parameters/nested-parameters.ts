import type { ParameterValue } from "./parameter-text.ts";

/** Parameters by section, nested where their names have further parts; what stands at the end of a name is a value. */
export interface NestedParameters {
  [name: string]: ParameterValue | NestedParameters;
}

/**
 * Puts parameters of full names into nested objects, at each `/` of their names. Where one name begins another, as `net` and
 * `net/depth` do, the value of the short one gives way, as in Python.
 */
export function nestedParameters(flat: Readonly<Record<string, ParameterValue>>): NestedParameters {
  const root: ParameterNode = { children: new Map() };
  for (const [fullName, value] of Object.entries(flat)) {
    let node = root;
    for (const part of fullName.split("/")) {
      const next = node.children.get(part) ?? { children: new Map() };
      node.children.set(part, next);
      node = next;
    }
    node.value = value;
  }
  return objectOf(root);
}

/** A place in the names of parameters: what is below it, and the value that stands at it. */
interface ParameterNode {
  readonly children: Map<string, ParameterNode>;
  value?: ParameterValue;
}

function objectOf({ children }: ParameterNode): NestedParameters {
  return Object.fromEntries(
    [...children].map(([name, node]) => [name, node.children.size > 0 ? objectOf(node) : (node.value ?? null)]),
  );
}
