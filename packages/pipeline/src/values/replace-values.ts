import { isPlainObject } from "./plain-object.ts";

/** What takes the place of something in a tree. */
export interface Replacement {
  by: unknown;
}

/**
 * Copies a tree of arrays and plain objects with replacements in it. Where `replace` gives none, the copy goes on
 * inside, and anything that is neither an array nor a plain object stays what it is.
 */
export function replaceIn(tree: unknown, replace: (item: unknown) => Replacement | undefined): unknown {
  const replacement = replace(tree);
  if (replacement) {
    return replacement.by;
  }
  if (Array.isArray(tree)) {
    return tree.map((item) => replaceIn(item, replace));
  }
  if (!isPlainObject(tree)) {
    return tree;
  }
  return Object.fromEntries(Object.entries(tree).map(([name, item]) => [name, replaceIn(item, replace)]));
}

/** As {@link replaceIn}, with replacements that take time and are made side by side. */
export async function replaceInAsync(
  tree: unknown,
  replace: (item: unknown) => PromiseLike<unknown> | undefined,
): Promise<unknown> {
  const replacements = new Map<unknown, Replacement>();
  const work: Promise<void>[] = [];
  // Trees may be large and have few such places, so only these get a promise.
  replaceIn(tree, (item) => {
    const replacing = replace(item);
    if (replacing !== undefined) {
      work.push(Promise.resolve(replacing).then((by) => void replacements.set(item, { by })));
    }
    return replacing === undefined ? undefined : { by: undefined };
  });
  await Promise.all(work);
  return work.length === 0 ? tree : replaceIn(tree, (item) => replacements.get(item));
}
