/** Version of the API that these types describe. */
export const API_VERSION = "2.34";

/** Version of the ClearML server that these types describe. */
export const SERVER_VERSION = "2.3.0";

/**
 * Orders two dotted versions number by number: negative when `a` is older, positive when newer, 0 when equal.
 *
 * Neither text nor floats order them right: 2.30 comes after 2.9.
 */
export function compareVersions(a: string, b: string): number {
  const left = a.split(".");
  const right = b.split(".");
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = Number(left[index] ?? 0) - Number(right[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}
