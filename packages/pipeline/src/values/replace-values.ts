import { isPlainObject } from "@clearml-ts/protocol";

/** The value that takes the place of another. */
export interface Replacement {
  by: unknown;
}

/**
 * Copies a value with replacements in it. Where `replace` gives none, the copy goes on inside lists and plain objects;
 * everything else, and what contains itself, stays what it is.
 */
export function replaceIn(value: unknown, replace: (item: unknown) => Replacement | undefined): unknown {
  const around = new Set<unknown>();

  function copy(item: unknown): unknown {
    const replacement = replace(item);
    if (replacement) {
      return replacement.by;
    }
    const isList = Array.isArray(item);
    if ((!isList && !isPlainObject(item)) || around.has(item)) {
      return item;
    }
    around.add(item);
    const copied = isList
      ? item.map(copy)
      : Object.fromEntries(Object.entries(item).map(([name, part]) => [name, copy(part)]));
    around.delete(item);
    return copied;
  }

  return copy(value);
}

/** Copies a value with replacements that take time and are made side by side; without any, it stays the same value. */
export async function replaceInAsync(
  value: unknown,
  replace: (item: unknown) => PromiseLike<unknown> | undefined,
): Promise<unknown> {
  const replacements = new Map<unknown, Replacement>();
  const work: Promise<void>[] = [];
  // Values may be large and have few such places, so only these get a promise.
  replaceIn(value, (item) => {
    const replacing = replace(item);
    if (replacing !== undefined) {
      work.push(Promise.resolve(replacing).then((by) => void replacements.set(item, { by })));
    }
    return replacing === undefined ? undefined : { by: undefined };
  });
  await Promise.all(work);
  return work.length === 0 ? value : replaceIn(value, (item) => replacements.get(item));
}

/** Copies a value so that whoever gets the copy may change it; datasets, models and other instances stay the same. */
export function ownCopy<T>(value: T): T {
  return replaceIn(value, () => undefined) as T;
}
