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
  const name = findName(values, (key) => key === "" || key.startsWith("$"));
  if (name !== undefined) {
    throw new ApiFailure(results.dataValidationError, {
      detail: `${field}: names must not be empty or begin with "$"`,
      fields: { name },
    });
  }
}

/** Finds a name that is not as it must be, in an object or in those inside it; those in lists are looked at on demand. */
export function findName(
  value: unknown,
  isBad: (name: string, level: number) => boolean,
  options: { readonly inLists?: boolean; readonly level?: number } = {},
): string | undefined {
  const { inLists = false, level = 0 } = options;
  const inner = { inLists, level: level + 1 };
  if (Array.isArray(value)) {
    return inLists ? first(value, (item) => findName(item, isBad, inner)) : undefined;
  }
  return isObject(value)
    ? first(Object.entries(value), ([name, item]) => (isBad(name, level) ? name : findName(item, isBad, inner)))
    : undefined;
}

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}
