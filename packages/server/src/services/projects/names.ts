import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../errors.ts";

/** How deeply projects nest. */
export const MAX_DEPTH = 10;

/**
 * Tidies the path of a project: trims its parts and drops empty ones.
 *
 * @throws {@link ApiFailure} 400/407 when it is empty, 400/12 when its last part is blank, 400/409 when it is too deep.
 */
export function parseProjectName(name: string): string[] {
  const given = name
    .split("/")
    .filter((part) => part !== "")
    .map((part) => part.trim());
  if (given.length === 0) {
    throw new ApiFailure(results.invalidProjectName, { detail: "cannot be empty", fields: { name } });
  }
  if (given.at(-1) === "") {
    throw new ApiFailure(results.validationError, { detail: "Project name cannot be blank", fields: { name } });
  }
  const parts = given.filter((part) => part !== "");
  if (parts.length > MAX_DEPTH) {
    throw new ApiFailure(results.projectPathExceedsMax, { fields: { max_depth: MAX_DEPTH, name } });
  }
  return parts;
}

/** Refuses a project whose last part has fewer than three characters. */
export function checkBaseName(parts: readonly string[]): void {
  const base = parts.at(-1) ?? "";
  if (base.length >= 3) {
    return;
  }
  throw new ApiFailure(results.validationError, {
    detail: "Project name should have at least 3 characters in its last part",
    fields: { name: parts.join("/") },
  });
}
