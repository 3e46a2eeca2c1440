import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../errors.ts";
import type { EntityFields } from "./entity-fields.ts";

/**
 * Refuses paths to nothing: those that begin with no field of the records, lead into a plain value, or name a part that a
 * field does not have; `-path` counts as its path.
 *
 * @throws {@link ApiFailure} 400/14 when there is such a path.
 */
export function checkKnownFields(paths: readonly string[], { fields, inside = {}, name: object }: EntityFields): void {
  const unknown = paths.filter((path) => {
    const top = topField(path);
    const [, inner] = path.split(".");
    const parts = Object.hasOwn(inside, top) ? inside[top] : [];
    return !fields.includes(top) || (inner !== undefined && parts !== "any" && !parts?.includes(inner));
  });
  if (unknown.length > 0) {
    throw new ApiFailure(results.invalidFields, { fields: { fields: unknown, object } });
  }
}

/**
 * Refuses paths into a field with names that people chose, when they lead nowhere: with a blank part, or too deep.
 *
 * @throws {@link ApiFailure} 400/12 when there is such a path.
 */
export function checkKeyedPaths(paths: readonly string[], { keyed = {} }: EntityFields): void {
  const astray = paths.filter((path) => {
    const deepest = Object.hasOwn(keyed, topField(path)) ? keyed[topField(path)] : undefined;
    const [, ...names] = path.split(".");
    return deepest !== undefined && (names.length >= deepest || names.some((name) => name.trim() === ""));
  });
  if (astray.length > 0) {
    throw new ApiFailure(results.validationError, { detail: "invalid field path", fields: { fields: astray } });
  }
}

function topField(path: string): string {
  return path.replace(/^-/, "").split(".", 1)[0] ?? "";
}
