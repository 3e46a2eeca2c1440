import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../errors.ts";
import { isObject } from "../values/is-object.ts";

/** A name under which a record keeps a value: without the space around it. @throws {@link ApiFailure} 400/12 when it is blank. */
export function storedKey(name: string): string {
  const key = name.trim();
  if (key === "") {
    throw new ApiFailure(results.validationError, { detail: "a name is blank", fields: { name } });
  }
  return key;
}

/** The same values under names as records keep them. @throws {@link ApiFailure} 400/12 when a name is blank. */
export function withStoredKeys<T>(values: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [storedKey(name), value]));
}

/**
 * Refuses an object that the official server's database does not store: with an empty name, or one that begins with `$`, on
 * any level.
 *
 * @throws {@link ApiFailure} 400/800 when there is such a name.
 */
export function checkKeys(field: string, values: object): void {
  for (const [name, value] of Object.entries(values)) {
    if (name === "" || name.startsWith("$")) {
      throw new ApiFailure(results.dataValidationError, {
        detail: `${field}: names must not be empty or begin with "$"`,
        fields: { name },
      });
    }
    if (isObject(value)) {
      checkKeys(field, value);
    }
  }
}
