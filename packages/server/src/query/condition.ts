import type { Path } from "./document-path.ts";
import type { Pattern } from "./filters/pattern.ts";
import type { TextSearch } from "./filters/text-search.ts";

/** A value that others can be compared with. */
export type Scalar = string | number | boolean;

/** One end of a range. */
export interface Bound {
  readonly value: string | number;
  readonly inclusive: boolean;
}

/**
 * The condition that a list query sets on documents, free of the wire's spelling.
 *
 * A list at the end of a path stands for each of its elements: the leaf holds if it holds for one of them.
 */
export type Condition =
  | { readonly kind: "and" | "or"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly part: Condition }
  /** The value is one of these. */
  | { readonly kind: "in"; readonly path: Path; readonly values: readonly Scalar[] }
  /** There is no value: missing, null or an empty list. */
  | { readonly kind: "empty"; readonly path: Path }
  /** The value has the type of the bounds and lies between them. */
  | { readonly kind: "range"; readonly path: Path; readonly min?: Bound; readonly max?: Bound }
  /** The value is text in which the pattern is found. */
  | { readonly kind: "matches"; readonly path: Path; readonly pattern: Pattern }
  /** The words are found in the document. */
  | { readonly kind: "text"; readonly paths: readonly Path[]; readonly search: TextSearch };

/** Holds for every document. */
export const always: Condition = { kind: "and", parts: [] };

/** Holds for no document. */
export const never: Condition = { kind: "or", parts: [] };

/** All of the conditions. */
export function and(...parts: readonly Condition[]): Condition {
  return combine("and", parts);
}

/** At least one of the conditions. */
export function or(...parts: readonly Condition[]): Condition {
  return combine("or", parts);
}

/** The opposite of a condition; a missing value does not satisfy a leaf, so it satisfies its opposite. */
export function not(part: Condition): Condition {
  return part.kind === "not" ? part.part : { kind: "not", part };
}

/** The value at the path, or one of its elements, is one of `values`. */
export function isIn(path: Path, values: readonly Scalar[]): Condition {
  return values.length === 0 ? never : { kind: "in", path, values: [...new Set(values)] };
}

/** Each of `values` is at the path. */
export function hasAll(path: Path, values: readonly Scalar[]): Condition {
  return and(...[...new Set(values)].map((value) => isIn(path, [value])));
}

/** Nothing is at the path. */
export function isEmpty(path: Path): Condition {
  return { kind: "empty", path };
}

function combine(kind: "and" | "or", parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = flat;
  return flat.length === 1 && only ? only : { kind, parts: flat };
}
