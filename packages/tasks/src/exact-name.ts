/** A regular expression that matches one name exactly; escaped so that Python's and JavaScript's dialects agree. */
export function exactName(name: string): string {
  return `^${name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`;
}
