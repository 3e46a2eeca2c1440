import { type Document, isDocument } from "../../query/document-path.ts";

/** Changes to a document by dotted path; `undefined` removes what is there. */
export type Patch = Readonly<Record<string, unknown>>;

/** Writes the changes into a document, making the objects on the way that are missing. */
export function applyPatch(document: object, patch: Patch): void {
  for (const [path, value] of Object.entries(patch)) {
    setAt(document as Document, path.split("."), value);
  }
}

/** The part of a patch that an answer repeats under `fields`: what was written, not what was removed. */
export function writtenFields(patch: Patch): Record<string, unknown> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

/** Writes a value at a path, making the objects on the way that are missing; `undefined` removes what is there. */
export function setAt(document: Document, path: readonly string[], value: unknown): void {
  const last = path.length - 1;
  let target = document;
  for (let depth = 0; depth < last; depth += 1) {
    const key = path[depth] as string;
    const nested = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isDocument(nested)) {
      target = nested;
    } else {
      if (value === undefined) {
        return;
      }
      const made: Document = {};
      put(target, key, made);
      target = made;
    }
  }
  const key = path[last] as string;
  if (value === undefined) {
    delete target[key];
  } else {
    put(target, key, value);
  }
}

/** Sets a property, `__proto__` too, which an assignment would not. */
function put(target: Document, key: string, value: unknown): void {
  if (key !== "__proto__") {
    target[key] = value;
  } else {
    Object.defineProperty(target, key, { value, configurable: true, enumerable: true, writable: true });
  }
}
