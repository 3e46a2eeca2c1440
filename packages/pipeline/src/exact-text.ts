/** A regular expression that matches exactly one text, in Python's dialect and in JavaScript's. */
export function exactText(text: string): string {
  return `^${escapePattern(text)}$`;
}

/** Escapes what has a meaning in regular expressions. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
