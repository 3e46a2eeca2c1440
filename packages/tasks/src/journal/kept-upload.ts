import type { ArtifactRecord, TaskEvent } from "@clearml-ts/protocol";
import { decodeLine, encodeLine, parseChecked } from "./checked-line.ts";
import { FORMAT } from "./records.ts";

/** The content of an upload that waits, and the place that it goes to. */
export interface KeptContent {
  /** Address to store it at, not percent-encoded. */
  url: string;
  contentType?: string;
  /** sha256 in hexadecimal. */
  hash: string;
  /** Bytes. */
  size: number;
}

/** The message that tells the server of an upload, once its content is stored. */
export type UploadNews =
  | { kind: "artifact"; record: ArtifactRecord }
  /** The identity is the name under which the event is sent, however often. */
  | { kind: "sample"; event: TaskEvent; identity: string };

/** An artifact or a sample of a task that waits on this disk until the server has it. */
export interface KeptUpload {
  task: string;
  /** Undefined for an artifact that is a link. */
  content?: KeptContent;
  news: UploadNews;
}

/** Writes an upload as one line, its checksum first. */
export function encodeUpload(upload: KeptUpload): string {
  return encodeLine(`U ${JSON.stringify({ format: FORMAT, ...upload })}`);
}

/** Reads what {@link encodeUpload} wrote; undefined when it is damaged, or of a format that this version does not know. */
export function decodeUpload(text: string): KeptUpload | undefined {
  const body = text.endsWith("\n") ? decodeLine(text.slice(0, -1)) : undefined;
  if (!body?.startsWith("U ")) {
    return undefined;
  }
  const { format, ...upload } = parseChecked<KeptUpload & { format: number }>(body.slice(2)) ?? {};
  return format === FORMAT ? (upload as KeptUpload) : undefined;
}
