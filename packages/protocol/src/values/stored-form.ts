import { type StoredScalar, storedNode } from "./stored-node.ts";
import { ValueTrail } from "./value-trail.ts";

/** A value as it is stored: JSON, with bigints, NaN and infinities as Python has them. */
export type StoredValue = StoredScalar | readonly StoredValue[] | { readonly [name: string]: StoredValue };

/** Options of {@link storedForm}. */
export interface StoredFormOptions {
  /**
   * Gives the stored form of objects that only the caller knows, such as datasets; undefined leaves the decision to
   * {@link storedNode}. Errors that it throws are passed on.
   */
  replace?: (value: object, path: () => string) => StoredValue | undefined;
}

/**
 * Copies a value into its stored form, in one walk: the copy is plain data, which {@link pythonJson} writes
 * without changing it. {@link storedNode} decides the form of each part.
 *
 * @throws {@link UnwritableValueError} when a part of the value would come back as something else; it names the place.
 */
export function storedForm(value: unknown, { replace }: StoredFormOptions = {}): StoredValue {
  const trail = new ValueTrail();
  const path = () => trail.path;

  function copy(part: unknown): StoredValue {
    const replacement = typeof part === "object" && part !== null ? replace?.(part, path) : undefined;
    if (replacement !== undefined) {
      return replacement;
    }
    const node = storedNode(part);
    switch (node.kind) {
      case "scalar":
        return node.value;
      case "refused":
        throw trail.refusal(node.what, node.advice);
      case "list":
        return trail.inside(part as object, () => {
          return node.items.map((item, index) => trail.at(index, () => copy(item)));
        });
      case "object":
        return trail.inside(part as object, () => {
          return Object.fromEntries(node.entries.map(([key, item]) => [key, trail.at(key, () => copy(item))]));
        });
    }
  }

  return copy(value);
}
