/** A page is looked at by people: what it shows may be a second old. */
const SHORTEST_MS = 1_000;

/** A run that is followed must not look as if it stood still. */
const LONGEST_MS = 10_000;

/** An update may take one part of so many of the time, however wide the graph is. */
const SHARE = 10;

/** The milliseconds between an update of the page and the next one: the longer updates take, the rarer they are. */
export function pauseAfter(updateMs: number): number {
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (SHARE - 1) * updateMs));
}
