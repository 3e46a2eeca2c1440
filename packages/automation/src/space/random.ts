/** Returns numbers from 0 up to 1, as `Math.random` does. */
export type Random = () => number;

/** The seed of a search that names none; Python's. */
export const DEFAULT_SEED = 1337;

/** Makes numbers that are the same for the same seed, so that a search can be repeated: Mulberry32, by Tommy Ettinger. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 up to a limit. */
export function below(limit: number, random: Random): number {
  return Math.min(Math.floor(random() * limit), Math.max(limit - 1, 0));
}
