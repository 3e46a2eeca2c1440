import { basename } from "node:path";
import type { Connection } from "@clearml-ts/client";
import { TaskNotFoundError } from "../errors.ts";
import { EventJournal } from "../journal/event-journal.ts";
import {
  type FoundFolder,
  type JournalFile,
  journalFolder,
  journalsIn,
  removeEmpty,
} from "../journal/journal-folder.ts";
import { BatchReporter } from "../delivery/batch-reporter.ts";
import { deliverEvents } from "../delivery/deliver-events.ts";
import { setEnd } from "./set-end.ts";

/** The reports of one task that a program left behind, and how they fared. */
export interface JournalReport {
  /** Id of the task; undefined where the journal does not tell. */
  task: string | undefined;
  /** Events the server has taken. */
  delivered: number;
  /** Events that are still on disk. */
  left: number;
  /** Events the server refused for good: they are dropped. */
  rejected: number;
  /** Records that were truncated or changed, and could not be read: they are dropped. */
  damaged: number;
  /** The status that the task was given, when its program could not. */
  status?: string;
  /** Why something is left, or was refused. */
  reason?: string;
}

/** The outcome of {@link syncJournals}. */
export interface SyncReport {
  /** The journals of programs that are gone. */
  journals: JournalReport[];
  /** Numbers of the processes that still run and deliver their own reports. */
  running: number[];
}

/** Options of {@link syncJournals}. */
export interface SyncOptions {
  /** Ends the delivery; the rest stays on disk. */
  signal?: AbortSignal;
}

/**
 * Delivers the reports that programs with the same server and account left on this machine, and gives their tasks the status
 * that those programs could not. Journals of programs that still run are not touched.
 */
export async function syncJournals(connection: Connection, { signal }: SyncOptions = {}): Promise<SyncReport> {
  const folder = journalFolder(connection);
  const report: SyncReport = { journals: [], running: [] };
  for (const found of await folder.others(Date.now())) {
    if (!found.isLeft) {
      report.running.push(found.pid);
    } else if (!signal?.aborted) {
      report.journals.push(...(await syncFolder(connection, found, signal)));
    }
  }
  return report;
}

async function syncFolder(
  connection: Connection,
  found: FoundFolder,
  signal: AbortSignal | undefined,
): Promise<JournalReport[]> {
  const claimed = await journalFolder(connection).claim(found);
  if (claimed === undefined) {
    return [];
  }
  try {
    const reports: JournalReport[] = [];
    for (const files of await journalsIn(claimed.path)) {
      reports.push(await syncJournal(connection, files, signal));
    }
    return reports;
  } finally {
    removeEmpty(claimed.path);
    await claimed.release();
  }
}

async function syncJournal(
  connection: Connection,
  files: JournalFile[],
  signal: AbortSignal | undefined,
): Promise<JournalReport> {
  let opened: Awaited<ReturnType<typeof EventJournal.open>>;
  try {
    opened = await EventJournal.open(files);
  } catch (error) {
    const names = files.map(({ path }) => basename(path)).join(", ");
    return { task: undefined, delivered: 0, left: 0, rejected: 0, damaged: 0, reason: `${names}: ${messageOf(error)}` };
  }
  const { journal, damaged } = opened;
  try {
    return { ...(await deliver(connection, journal, signal)), damaged };
  } finally {
    journal.close();
  }
}

async function deliver(
  connection: Connection,
  journal: EventJournal,
  signal: AbortSignal | undefined,
): Promise<Omit<JournalReport, "damaged">> {
  const { task, end } = journal;
  let refusal: string | undefined;
  const reporter = new BatchReporter({
    taskId: task,
    journal,
    send: async (batch, ended) => {
      const answer = await deliverEvents(connection.session, batch, ended);
      refusal ??= answer.reason;
      return answer;
    },
    warn: (message) => {
      refusal ??= message;
    },
  });
  const { sent: delivered, pending: left, rejected, reason } = await reporter.close(signal ? { signal } : {});
  const report = { task, delivered, left, rejected };
  if (left > 0) {
    return { ...report, reason: reason?.message ?? "it was interrupted" };
  }
  try {
    if (end) {
      await setEnd(connection, task, end);
    }
  } catch (error) {
    if (!(error instanceof TaskNotFoundError)) {
      return { ...report, reason: `the status could not be set: ${messageOf(error)}` };
    }
    refusal ??= error.message;
  }
  reporter.forgetEnd();
  return { ...report, ...(end && { status: end.status }), ...(refusal !== undefined && { reason: refusal }) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
