import { isPlainObject } from "@clearml-ts/protocol";
import { PipelineValueError } from "../../errors.ts";

/**
 * Gives names to what a function has returned.
 *
 * @throws {@link PipelineValueError} when it has not returned as much as there are names.
 */
export function namedOutputs(returned: unknown, names: readonly string[], step: string): unknown {
  const [only, ...others] = names;
  if (only === undefined) {
    return returned ?? {};
  }
  if (others.length === 0) {
    return { [only]: returned };
  }
  if (Array.isArray(returned) && returned.length === names.length) {
    return Object.fromEntries(names.map((name, index) => [name, returned[index]]));
  }
  if (isPlainObject(returned) && names.every((name) => Object.hasOwn(returned, name))) {
    return Object.fromEntries(names.map((name) => [name, returned[name]]));
  }
  throw new PipelineValueError(
    `What the function of step "${step}" has returned`,
    `must be a list of ${names.length} values, or an object with the names ${names.join(", ")}`,
  );
}
