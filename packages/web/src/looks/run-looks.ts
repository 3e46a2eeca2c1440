import { type CurveLook, curveLook, LOOKS } from "./colours.ts";

/**
 * One look for each of several tasks, chosen by their ids, so that a task has it wherever it is shown; of two with the same, the
 * later one takes the next that is free.
 */
export function runLooks(ids: readonly string[]): ReadonlyMap<string, CurveLook> {
  const looks = new Map<string, CurveLook>();
  const taken = new Set<number>();
  for (const id of ids) {
    let index = hashOf(id) % LOOKS;
    while (taken.size < LOOKS && taken.has(index)) {
      index = (index + 1) % LOOKS;
    }
    taken.add(index);
    looks.set(id, curveLook(index));
  }
  return looks;
}

function hashOf(text: string): number {
  let hash = 0;
  for (const character of text) {
    hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  }
  return hash;
}
