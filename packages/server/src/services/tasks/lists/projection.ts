import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../../errors.ts";

/** Refuses projected paths below `hyperparams` and `configuration` that are too deep to lead anywhere. */
export function checkParameterPaths(names: readonly string[]): void {
  const invalid = names.filter((name) => {
    const [head = "", ...rest] = name.replace(/^-/, "").split(".");
    return (head === "hyperparams" || head === "configuration") && rest.length > 3;
  });
  if (invalid.length > 0) {
    throw new ApiFailure(results.validationError, { detail: "invalid field path", fields: { fields: invalid } });
  }
}
