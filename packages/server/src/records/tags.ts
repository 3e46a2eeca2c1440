import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../errors.ts";
import { rejectReservedTags } from "../query/filters/list-operators.ts";

/** Tags as they are stored: each once, in order. @throws {@link ApiFailure} 400/16 for a tag that reads as an operator. */
export function cleanTags(tags: readonly string[]): string[] {
  rejectReservedTags(tags);
  return [...new Set(tags)].sort();
}

/** Adds and removes tags. @throws {@link ApiFailure} 400/12 when there is neither to do. */
export function changeTags(
  tags: readonly string[] | undefined,
  { add = [], remove = [] }: { add?: readonly string[] | undefined; remove?: readonly string[] | undefined },
): string[] {
  if (add.length === 0 && remove.length === 0) {
    throw new ApiFailure(results.validationError, { detail: "add_tags or remove_tags: expected a tag" });
  }
  return cleanTags([...(tags ?? []), ...add]).filter((tag) => !remove.includes(tag));
}

/** The tag of what was put away. */
export const ARCHIVED = "archived";
