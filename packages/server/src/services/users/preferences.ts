import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";
import { findName } from "../../records/stored-keys.ts";
import { isObject } from "../../values/is-object.ts";

type Tree = Record<string, unknown>;

/**
 * Merges what a page wants remembered into what is remembered already; a top-level key may be a path with dots.
 *
 * @throws {@link ApiFailure} 400/16 for a key that cannot be stored, 400/305 for a path that leads through a value, or has an empty part.
 */
export function mergePreferences(present: Tree, changes: Readonly<Tree>): Tree {
  const merged = structuredClone(present);
  for (const [path, value] of Object.entries(changes)) {
    rejectInvalidKeys({ [path]: value });
    const keys = path.split(".");
    if (keys.includes("")) {
      throw new ApiFailure(results.invalidPreferencesUpdate, { fields: { key: path } });
    }
    setPath(merged, keys, value, path);
  }
  return merged;
}

function rejectInvalidKeys(tree: Readonly<Tree>): void {
  const isInvalid = (key: string, level: number) =>
    key.startsWith("$") || key.split(".").includes("__proto__") || (level > 0 && key.includes("."));
  const key = findName(tree, isInvalid, { inLists: true });
  if (key !== undefined) {
    throw new ApiFailure(results.fieldsValueError, {
      detail: `Key ${key} is invalid. Keys cannot start with '$' or contain '.'.`,
    });
  }
}

function setPath(tree: Tree, [key = "", ...rest]: readonly string[], value: unknown, path: string): void {
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  const inner = tree[key] ?? {};
  if (!isObject(inner)) {
    throw new ApiFailure(results.invalidPreferencesUpdate, { fields: { key: path } });
  }
  tree[key] = inner;
  setPath(inner as Tree, rest, value, path);
}
