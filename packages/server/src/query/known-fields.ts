import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../errors.ts";
import type { EntityFields } from "./entity-fields.ts";

/**
 * Refuses paths that begin with no field of the records; `-path` counts as its path.
 *
 * @throws {@link ApiFailure} 400/14 when there is such a path.
 */
export function checkKnownFields(paths: readonly string[], { fields, name: object }: EntityFields): void {
  const unknown = paths.filter((path) => !fields.includes(topField(path)));
  if (unknown.length > 0) {
    throw new ApiFailure(results.invalidFields, { fields: { fields: unknown, object } });
  }
}

function topField(path: string): string {
  return path.replace(/^-/, "").split(".", 1)[0] ?? "";
}
