import { isPlainObject, pythonJson, type TaskEvent } from "@clearml-ts/protocol";

/** Events of one batch by the file that they belong in. */
export interface SortedEvents {
  log: TaskEvent[];
  metrics: TaskEvent[];
}

/** Tells console output from the other reports. */
export function sortEvents(events: readonly TaskEvent[]): SortedEvents {
  return {
    log: events.filter(({ type }) => type === "log"),
    metrics: events.filter(({ type }) => type !== "log"),
  };
}

/** Writes a batch as a line, its line break included; Python writes the same. */
export function encodeEvents(events: readonly TaskEvent[]): string {
  return `${pythonJson(events)}\n`;
}

/** Reads a line; undefined when it is damaged, as the last one of a program that was killed may be. */
export function decodeEvents(line: string): TaskEvent[] | undefined {
  try {
    const events: unknown = JSON.parse(line);
    return Array.isArray(events) && events.every(isPlainObject) ? (events as unknown as TaskEvent[]) : undefined;
  } catch {
    return undefined;
  }
}
