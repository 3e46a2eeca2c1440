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
 * every one below `raw`.
 */
export function pathMatcher(
  patterns: string | readonly string[],
  { recursive = true }: PatternOptions = {},
): (path: string) => boolean {
  const tests = [patterns].flat().map((pattern) => patternTest(pattern.replace(/^\/+|\/+$/g, ""), recursive));
  return (path) => tests.some((test) => test.test(path));
}

function patternTest(pattern: string, recursive: boolean): RegExp {
  const parts = pattern.split("/");
  const last = partSource(parts.pop() ?? "");
  const folders = parts.map((part) => `${partSource(part)}/`).join("");
  if (!/[*?[]/.test(pattern)) {
    return new RegExp(`^${folders}${last}(?:/.*)?$`, "s");
  }
  return new RegExp(`^${folders}${recursive ? "(?:.*/)?" : ""}${last}$`, "s");
}

/** One part of a pattern as a regular expression, by the rules of Python's `fnmatch`. */
function partSource(part: string): string {
  return part.replace(/\[(!?)(\]?[^\]]*)\]|[*?]|[\\^$.+(){}|[\]]/g, (token, negated?: string, set?: string) => {
    if (token === "*") {
      return "[^/]*";
    }
    if (token === "?") {
      return "[^/]";
    }
    if (set) {
      return `[${negated ? "^" : ""}${set.replace(/[\\\]^[]/g, "\\$&")}]`;
    }
    return `\\${token}`;
  });
}
