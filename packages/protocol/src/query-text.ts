/** Escapes what has a meaning in regular expressions, alike in Python's dialect and in JavaScript's. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** A regular expression that matches exactly one text; the name filters of lists are such expressions. */
export function exactPattern(text: string): string {
  return `^${escapePattern(text)}$`;
}

/** The tag filter of a list that wants all of these tags together, and none of those written as `-tag`. */
export function tagCondition(tags: readonly string[]): string[] {
  const wanted = tags.filter((tag) => !tag.startsWith("-"));
  // A leading minus excludes only where no operator stands before it.
  const unwanted = tags.filter((tag) => tag.startsWith("-")).flatMap((tag) => ["__$not", tag.slice(1)]);
  return ["__$all", ...wanted, ...unwanted];
}
