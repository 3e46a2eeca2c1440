import type { LastMove } from "../exit/program-end.ts";
import { decodeLine, encodeLine, parseChecked } from "./checked-line.ts";

/** The task that a journal is about, and the first event of a file of it. */
export interface JournalHeader {
  /** Version of the format. */
  format: typeof FORMAT;
  task: string;
  /** Number of the first event that the file can hold. */
  first: number;
}

/** Events that are sent together under a name, by their numbers. */
export interface JournalBatch {
  identity: string;
  first: number;
  /** Number of the event behind the last. */
  end: number;
}

/** The last status of a task, which is to be set when its events have arrived. */
export type JournalEnd =
  | Exclude<LastMove, { status: "failed" }>
  | { status: "failed"; reason: string; message: string };

/** One line of a journal. */
export type JournalRecord =
  | { kind: "header"; header: JournalHeader }
  /** The event is JSON, as it is sent. */
  | { kind: "event"; number: number; event: string }
  /** The batch is about to be sent. */
  | { kind: "batch"; batch: JournalBatch }
  /** All events before this number have been answered. */
  | { kind: "settled"; before: number }
  | { kind: "end"; end: JournalEnd };

export const FORMAT = 1;

/** Writes a record as a line, its checksum first. */
export function encodeRecord(record: JournalRecord): string {
  return encodeLine(bodyOf(record));
}

/** Writes an event as a line: {@link encodeRecord} for what there is most of. */
export function encodeEvent(number: number, event: string): string {
  return encodeLine(`E ${number} ${event}`);
}

/** Reads a line without its line break; undefined when it is damaged, or of a format that this version does not know. */
export function decodeRecord(line: string): JournalRecord | undefined {
  const text = decodeLine(line);
  if (text === undefined) {
    return undefined;
  }
  const body = text.slice(2);
  switch (text.slice(0, 2)) {
    case "E ": {
      const space = body.indexOf(" ");
      return { kind: "event", number: Number(body.slice(0, space)), event: body.slice(space + 1) };
    }
    case "H ": {
      const header = parseChecked<JournalHeader>(body);
      return header?.format === FORMAT ? { kind: "header", header } : undefined;
    }
    case "B ": {
      const batch = parseChecked<JournalBatch>(body);
      return batch && { kind: "batch", batch };
    }
    case "A ": {
      const before = parseChecked<number>(body);
      return before === undefined ? undefined : { kind: "settled", before };
    }
    case "S ": {
      const end = parseChecked<JournalEnd>(body);
      return end && { kind: "end", end };
    }
    default:
      return undefined;
  }
}

function bodyOf(record: JournalRecord): string {
  switch (record.kind) {
    case "header":
      return `H ${JSON.stringify(record.header)}`;
    case "event":
      return `E ${record.number} ${record.event}`;
    case "batch":
      return `B ${JSON.stringify(record.batch)}`;
    case "settled":
      return `A ${record.before}`;
    case "end":
      return `S ${JSON.stringify(record.end)}`;
  }
}
