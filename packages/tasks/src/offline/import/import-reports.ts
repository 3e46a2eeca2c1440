import { randomUUID } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import type { Connection } from "@clearml-ts/client";
import type { TaskEvent } from "@clearml-ts/protocol";
import { deliverEvents } from "../../delivery/deliver-events.ts";
import { OfflineSessionError } from "../errors.ts";
import { decodeEvents } from "../session/event-lines.ts";
import { LOG_FILE, METRICS_FILE } from "../session/session-files.ts";
import { addressesIn, movedEvent, type StoredFile } from "./moved-event.ts";
import type { OpenSession } from "./open-session.ts";
import type { FileStore } from "./store-files.ts";

/** The receivers of the reports of a session. */
export interface ImportReportsOptions {
  connection: Connection;
  files: FileStore;
  /** The new ids of the task and of its models, by those that they had offline. */
  ids: ReadonlyMap<string, string>;
  /** Added to iterations. */
  iterationOffset: number;
  signal: AbortSignal | undefined;
}

/** Events that are sent together. */
const BATCH = 1000;

/** Sends the console output, scalars, plots and samples of a session, with the files of the samples. */
export async function importReports(session: OpenSession, options: ImportReportsOptions): Promise<void> {
  const batches = new Map<string, TaskEvent[]>();
  for (const name of [LOG_FILE, METRICS_FILE]) {
    for await (const events of linesOf(session, name, options.connection)) {
      for (const event of await moved(events, options)) {
        const batch = batches.get(event.task) ?? [];
        batches.set(event.task, batch);
        batch.push(event);
        if (batch.length >= BATCH) {
          await send(batch.splice(0), options);
        }
      }
    }
  }
  for (const batch of batches.values()) {
    await send(batch, options);
  }
}

async function* linesOf(session: OpenSession, name: string, connection: Connection): AsyncGenerator<TaskEvent[]> {
  const path = session.pathOf(name);
  if (!existsSync(path)) {
    return;
  }
  const { createInterface } = await import("node:readline");
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    const events = line.trim() === "" ? [] : decodeEvents(line);
    if (events === undefined) {
      connection.warn(`Line ${number} of ${name} in the offline session ${session.source} is damaged and left out.`);
    } else {
      yield events;
    }
  }
}

async function moved(
  events: readonly TaskEvent[],
  { connection, files, ids, iterationOffset }: ImportReportsOptions,
): Promise<TaskEvent[]> {
  const own = events.filter(({ task }) => ids.has(task));
  const addresses = [...new Set(own.flatMap(addressesIn))];
  const stored = new Map<string, StoredFile>();
  const { default: pMap } = await import("p-map");
  await pMap(
    addresses,
    async (address) => {
      const file = await orWarned(connection, () => files.store(address));
      if (file) {
        stored.set(address, file);
      }
    },
    { concurrency: 4 },
  );
  return own.map((event) => movedEvent(event, { to: ids.get(event.task) ?? "", iterationOffset, stored }));
}

/** A program that was killed may have left a report of a sample without the sample: the others are worth having. */
async function orWarned<T>(connection: Connection, store: () => Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await store();
  } catch (error) {
    if (error instanceof OfflineSessionError && error.lostFile !== undefined) {
      connection.warn(error.message);
      return undefined;
    }
    throw error;
  }
}

async function send(events: readonly TaskEvent[], { connection, signal }: ImportReportsOptions): Promise<void> {
  if (events.length > 0) {
    const batch = { identity: randomUUID(), events: events.map((event) => JSON.stringify(event)) };
    const { rejected, reason } = await deliverEvents(connection.session, batch, signal ?? new AbortController().signal);
    if (rejected > 0) {
      connection.warn(`The server refused ${rejected} events of an offline session: ${reason ?? "no reason given"}`);
    }
  }
}
