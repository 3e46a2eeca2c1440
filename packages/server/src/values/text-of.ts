/** The text of a value that was sent as JSON. `String` is not for it: it calls whatever an object has under the name `toString`. */
export function textOf(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}
