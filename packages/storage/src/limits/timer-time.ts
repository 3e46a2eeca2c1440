/** The longest time of Node's timers. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Returns milliseconds as all of Node's timers take them: whole, not negative, and not too many. A timer of 25 days or more would be
 * over at once, one of three and a half milliseconds may be refused.
 */
export function timerTime(milliseconds: number): number {
  return Math.min(Math.max(Math.ceil(milliseconds), 0), LONGEST_MS);
}
