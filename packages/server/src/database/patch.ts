import { type Document, isDocument } from "../query/document-path.ts";

/** Changes to a document by dotted path; `undefined` removes what is there. */
export type Patch = Readonly<Record<string, unknown>>;

/** Writes the changes into a document, making the objects on the way that are missing. */
export function applyPatch(document: object, patch: Patch): void {
  for (const [path, value] of Object.entries(patch)) setAt(document as Document, path.split("."), value);
}

/** The part of a patch that an answer repeats under `fields`: what was written, not what was removed. */
export function writtenFields(patch: Patch): Record<string, unknown> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}

/** Writes a value at a path, making the objects on the way that are missing; `undefined` removes what is there. */
export function setAt(target: Document, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    if (value === undefined) delete target[key];
    else target[key] = value;
    return;
  }
  const nested = target[key];
  if (isDocument(nested)) setAt(nested, rest, value);
  else if (value !== undefined) {
    const made: Document = {};
    target[key] = made;
    setAt(made, rest, value);
  }
}
