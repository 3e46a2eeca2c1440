import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formOf } from "./request-form.mjs";

/** A request as it was sent; one line of a batch is a request of its own. */
export interface RecordedRequest {
  readonly endpoint: string;
  /** The version of the API that the path named; empty when it named none. */
  readonly version: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Whether it is a line of a batch. */
  readonly item: boolean;
}

/** Reads what the recorders of all processes left in a folder: one request of every form, sorted by endpoint. */
export function readRequests(folder: string): RecordedRequest[] {
  const byForm = new Map<string, RecordedRequest>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".jsonl"))) {
    for (const line of readFileSync(join(folder, file), "utf8").trim().split("\n")) {
      const request = JSON.parse(line) as RecordedRequest;
      byForm.set(formOf(request), request);
    }
  }
  return [...byForm.values()].sort((a, b) => Number(a.endpoint > b.endpoint) - Number(a.endpoint < b.endpoint));
}
