import type { JsonValue } from "../values/json.ts";

/** A value as one line of text for people. */
export function shownValue(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
