/** A word and an id or a hash, as pipelines and searches put it on all of their tasks: `pipe: 8f6b…`, `opt: 1c2d…`. */
const MACHINE_TAG = /^[a-z][a-z\d]*: ?[\da-f]{32,}$/i;

/** Tells whether a tag is one that programs find their tasks by, and people do not read. */
export function isMachineTag(tag: string): boolean {
  return MACHINE_TAG.test(tag);
}
