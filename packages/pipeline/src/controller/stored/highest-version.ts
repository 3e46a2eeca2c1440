import { isVersion } from "../../run/controller/pipeline-version.ts";

/** The item with the highest version, the first of several; the first of all where none has a version. */
export function highestVersion<Item>(items: readonly Item[], versionOf: (item: Item) => unknown): Item | undefined {
  let best = items[0];
  let highest: string | undefined;
  for (const item of items) {
    const version = versionOf(item);
    if (typeof version === "string" && isVersion(version) && (highest === undefined || isHigher(version, highest))) {
      best = item;
      highest = version;
    }
  }
  return best;
}

/** The order of PEP 440, as far as versions of pipelines go: numbers of the release, then what stands before and after it. */
function isHigher(version: string, other: string): boolean {
  const [left, right] = [rankOf(version), rankOf(other)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) {
      return difference > 0;
    }
  }
  return false;
}

/** Parts of a release that are compared; versions have fewer. */
const PARTS = 8;

function rankOf(version: string): number[] {
  const [, epoch = "0", release = "", rest = ""] = /^v?(?:(\d+)!)?([\d.]+)(.*)$/i.exec(version.trim()) ?? [];
  const numbers = release.split(".").filter(Boolean).map(Number);
  const parts = Array.from({ length: PARTS }, (_, index) => numbers[index] ?? 0);
  const phase = /dev/i.test(rest)
    ? -4
    : /^[-_.]?a/i.test(rest)
      ? -3
      : /^[-_.]?b/i.test(rest)
        ? -2
        : /^[-_.]?(rc|c|pre)/i.test(rest)
          ? -1
          : /post|rev|^-\d/i.test(rest)
            ? 1
            : 0;
  return [Number(epoch), ...parts, phase, Number(/\d+/.exec(rest)?.[0] ?? 0)];
}
