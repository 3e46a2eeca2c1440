/** The version a dataset starts with. */
export const FIRST_VERSION = "1.0.0";

/** Parts of a version, as PEP 440 names them. */
interface ParsedVersion {
  epoch: number;
  release: number[];
  pre: [letter: string, number: number] | undefined;
  post: number | undefined;
  dev: number | undefined;
}

const PATTERN = new RegExp(
  [
    /^\s*v?(?:(\d+)!)?(\d+(?:\.\d+)*)/,
    /(?:[-_.]?(alpha|beta|preview|pre|rc|a|b|c)[-_.]?(\d+)?)?/,
    /(?:-(\d+)|[-_.]?(?:post|rev|r)[-_.]?(\d+))?/,
    /(?:[-_.]?dev[-_.]?(\d+))?\s*$/,
  ]
    .map(({ source }) => source)
    .join(""),
  "i",
);

const PRE_RELEASES: Readonly<Record<string, string>> = { alpha: "a", beta: "b", c: "rc", pre: "rc", preview: "rc" };

/** Local versions (`1.0+x`) cannot be ordered or counted up, by the Python SDK neither: they count as no version. */
function parseVersion(text: string): ParsedVersion | undefined {
  const match = PATTERN.exec(text);
  if (!match) {
    return undefined;
  }
  const [, epoch, release = "", preLetter, preNumber, postDash, postNumber, dev] = match;
  const letter = preLetter?.toLowerCase();
  const post = postDash ?? postNumber;
  return {
    epoch: Number(epoch ?? 0),
    release: release.split(".").map(Number),
    pre: letter === undefined ? undefined : [PRE_RELEASES[letter] ?? letter, Number(preNumber ?? 0)],
    post: post === undefined ? undefined : Number(post),
    dev: dev === undefined ? undefined : Number(dev),
  };
}

/** Tells whether a text can be ordered among versions and counted up. */
export function isVersion(text: string): boolean {
  return parseVersion(text) !== undefined;
}

/**
 * Counts up the last number of a version: `1.0.0` → `1.0.1`, `1.9` → `1.10`, `1.0rc1` → `1.0rc2`.
 * Undefined when the text is not a version that can be counted up.
 */
export function nextVersion(version: string): string | undefined {
  const parsed = parseVersion(version);
  if (!parsed) {
    return undefined;
  }
  const { epoch, release, pre, post, dev } = parsed;
  const next =
    dev !== undefined
      ? { ...parsed, dev: dev + 1 }
      : post !== undefined
        ? { ...parsed, post: post + 1 }
        : pre
          ? { ...parsed, pre: [pre[0], pre[1] + 1] as const }
          : { ...parsed, release: release.with(-1, (release.at(-1) ?? 0) + 1) };
  return [
    epoch ? `${epoch}!` : "",
    next.release.join("."),
    next.pre?.join("") ?? "",
    next.post === undefined ? "" : `.post${next.post}`,
    next.dev === undefined ? "" : `.dev${next.dev}`,
  ].join("");
}

/** The newest of versions listed by last update: the highest number, or the first one where none has a number. */
export function newestVersion<T extends { version: string | undefined }>(candidates: readonly T[]): T | undefined {
  let [newest] = candidates;
  let highest = newest && sortKey(newest.version);
  for (const candidate of candidates.slice(1)) {
    const key = sortKey(candidate.version);
    if (key && (!highest || compareKeys(key, highest) > 0)) {
      newest = candidate;
      highest = key;
    }
  }
  return newest;
}

/** As in the Python SDK, the letter of a pre-release does not count, and `1.0` is lower than `1.0.0`. */
function sortKey(version: string | undefined): (number | number[])[] | undefined {
  const parsed = version === undefined ? undefined : parseVersion(version);
  if (!parsed) {
    return undefined;
  }
  const { epoch, release, pre, post, dev } = parsed;
  return [epoch, release, pre?.[1] ?? Infinity, post ?? -Infinity, dev ?? Infinity];
}

function compareKeys(a: (number | number[])[], b: (number | number[])[]): number {
  const [left, right] = [a.map((part) => [part].flat()), b.map((part) => [part].flat())];
  for (const [index, part] of left.entries()) {
    const order = compareNumbers(part, right[index] ?? []);
    if (order !== 0) {
      return order;
    }
  }
  return 0;
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const different = a.findIndex((number, index) => number !== b[index]);
  if (different === -1) {
    return a.length - b.length;
  }
  const other = b[different];
  return other === undefined || (a[different] ?? 0) > other ? 1 : -1;
}
