/** Options of matching names by patterns. */
export interface PatternOptions {
  /** Whether a wildcard in the last part of a pattern matches in folders below, too. @default true */
  recursive?: boolean;
}

/**
 * Makes a test for paths in a dataset.
 *
 * A pattern without wildcards (`*`, `?`, `[abc]`, `[!abc]`) names one file, or a folder with all that is in it. One
 * with wildcards matches part by part; the last part matches at any depth: `*.csv` is every CSV file, `raw/*.csv`
 * every one below `raw`. A backslash separates folders on Windows and is a letter of a name elsewhere.
 */
export function pathMatcher(
  patterns: string | readonly string[],
  { recursive = true }: PatternOptions = {},
  platform: NodeJS.Platform = process.platform,
): (path: string) => boolean {
  const withSlashes = (pattern: string) => (platform === "win32" ? pattern.replaceAll("\\", "/") : pattern);
  const tests = [patterns]
    .flat()
    .map((pattern) => patternTest(withSlashes(pattern).replace(/^\/+|\/+$/g, ""), recursive));
  return (path) => tests.some((test) => test.test(path));
}

function patternTest(pattern: string, recursive: boolean): RegExp {
  const parts = pattern.split("/");
  const last = partSource(parts.pop() ?? "");
  const folders = parts.map((part) => `${partSource(part)}/`).join("");
  if (!/[*?[]/.test(pattern)) {
    return new RegExp(`^${folders}${last}(?:/.*)?$`, "su");
  }
  return new RegExp(`^${folders}${recursive ? "(?:.*/)?" : ""}${last}$`, "su");
}

/** One part of a pattern as a regular expression, by the rules of Python's `fnmatch`. */
function partSource(part: string): string {
  return part.replace(
    /\[(!?)(\]?[^\]]*)\]|[*?]|[\\^$.+(){}|[\]]/gu,
    (token: string, negated: string | undefined, set: string | undefined) => {
      if (token === "*") {
        return "[^/]*";
      }
      if (token === "?") {
        return "[^/]";
      }
      return set ? setSource(set, negated === "!") : [...token].map(codePoint).join("");
    },
  );
}

/** The characters of `[abc]` or `[a-z]`. A range that ends before it begins has none, as in Python. */
function setSource(set: string, isNegated: boolean): string {
  const chars = [...set];
  let source = "";
  for (let index = 0; index < chars.length; index++) {
    const [from = "", dash, to] = chars.slice(index, index + 3);
    if (dash !== "-" || to === undefined) {
      source += codePoint(from);
      continue;
    }
    if ((from.codePointAt(0) ?? 0) <= (to.codePointAt(0) ?? 0)) {
      source += `${codePoint(from)}-${codePoint(to)}`;
    }
    index += 2;
  }
  if (source === "") {
    return isNegated ? "[^/]" : "(?!)";
  }
  return `(?!/)[${isNegated ? "^" : ""}${source}]`;
}

function codePoint(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
}
