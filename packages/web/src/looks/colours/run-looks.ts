import { COLOURS, type CurveLook, curveLook, LOOKS } from "./colours.ts";

/**
 * One look for each of several tasks, chosen by their ids, so that a task has it wherever it is shown; of two with the same, the
 * later one takes the next that is free. Dashes come when there is no colour left.
 */
export function runLooks(ids: readonly string[]): ReadonlyMap<string, CurveLook> {
  const looks = new Map<string, CurveLook>();
  const taken = new Set<number>();
  for (const id of ids) {
    const first = hashOf(id) % COLOURS;
    const free = Array.from({ length: LOOKS }, (_, step) => lookAfter(first, step)).find((look) => !taken.has(look));
    taken.add(free ?? first);
    looks.set(id, curveLook(free ?? first));
  }
  return looks;
}

/** The looks from one on: all colours as lines, and then all of them dashed. */
function lookAfter(first: number, step: number): number {
  const dashes = step < COLOURS ? 0 : COLOURS;
  return dashes + ((first + step) % COLOURS);
}

function hashOf(text: string): number {
  let hash = 0;
  for (const character of text) {
    hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  }
  return hash;
}
