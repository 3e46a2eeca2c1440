import type { Sequence } from "../sequences/sequence.ts";

/**
 * Takes out of a walk whatever its finding does not need: halves, quarters and so on to single calls, as long as the rest
 * still `shows` it.
 */
export async function shorten(walk: Sequence, shows: (shorter: Sequence) => Promise<boolean>): Promise<Sequence> {
  let { calls } = walk;
  for (let size = Math.ceil(calls.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = calls.length - size; from > -size; from -= size) {
      const rest = calls.filter((_, index) => index < from || index >= from + size);
      if (rest.length < calls.length && (await shows({ ...walk, calls: rest }))) {
        calls = rest;
      }
    }
  }
  return { ...walk, calls };
}
