import { basename } from "node:path";
import type { Connection } from "@clearml-ts/client";
import { BatchReporter } from "../delivery/batch-reporter.ts";
import { deliverEvents } from "../delivery/deliver-events.ts";
import { deliverUpload } from "../delivery/deliver-upload.ts";
import { EventJournal } from "../journal/event-journal.ts";
import type { JournalFile } from "../journal/journal-folder.ts";
import type { SpooledUpload } from "../journal/spooled-upload.ts";
import { TaskNotFoundError } from "../record/errors.ts";
import { setEnd } from "./set-end.ts";

/** The reports, artifacts and samples of one task that a program left behind, and how they fared. */
export interface JournalReport {
  /** Id of the task; undefined where the journal does not tell. */
  task: string | undefined;
  /** Events, artifacts and samples the server has taken. */
  delivered: number;
  /** Those that are still on disk. */
  left: number;
  /** Those that the server refused for good: they are dropped. */
  rejected: number;
  /** Records that were truncated or changed, and could not be read: they are dropped. */
  damaged: number;
  /** The status that the task was given, when its program could not. */
  status?: string;
  /** Why something is left, or was refused. */
  reason?: string;
}

/** How things that were sent fared; `refusal` says why some of them are left or were refused. */
interface Sent {
  delivered: number;
  left: number;
  rejected: number;
  damaged: number;
  refusal?: string;
}

/** A journal that was left. */
export interface LeftJournal {
  files: JournalFile[];
  /** Takes the artifacts and samples of a task that were left beside it. */
  takeUploads(task: string): SpooledUpload[];
  signal: AbortSignal | undefined;
}

/** Delivers the journal of one task and the artifacts and samples beside it, and gives the task its status when nothing is left. */
export async function syncJournal(
  connection: Connection,
  { files, takeUploads, signal }: LeftJournal,
): Promise<JournalReport> {
  let opened: Awaited<ReturnType<typeof EventJournal.open>>;
  try {
    opened = await EventJournal.open(files);
  } catch (error) {
    const names = files.map(({ path }) => basename(path)).join(", ");
    return { task: undefined, delivered: 0, left: 0, rejected: 0, damaged: 0, reason: `${names}: ${messageOf(error)}` };
  }
  const { journal, damaged } = opened;
  const { task } = journal;
  try {
    const uploads = await syncUploads(connection, takeUploads(task), signal);
    const events = await syncEvents(connection, journal, signal);
    const sum: Sent = {
      delivered: uploads.delivered + events.delivered,
      left: uploads.left + events.left,
      rejected: uploads.rejected + events.rejected,
      damaged: uploads.damaged + damaged,
    };
    const refusal = uploads.refusal ?? events.refusal;
    return { task, ...(await end(connection, journal, refusal === undefined ? sum : { ...sum, refusal })) };
  } finally {
    journal.close();
  }
}

/** Delivers artifacts and samples in order, until one of them cannot be sent. */
export async function syncUploads(
  connection: Connection,
  uploads: readonly SpooledUpload[],
  signal: AbortSignal | undefined,
): Promise<Sent> {
  const sent: Sent = { delivered: 0, left: uploads.length, rejected: 0, damaged: 0 };
  try {
    for (const kept of uploads) {
      const answer = await deliverUpload(connection, kept, signal ?? new AbortController().signal);
      await kept.forget();
      sent.left -= 1;
      if (answer.outcome === "delivered") {
        sent.delivered += 1;
      } else {
        sent[answer.outcome === "refused" ? "rejected" : "damaged"] += 1;
        sent.refusal ??= answer.reason;
      }
    }
  } catch (error) {
    sent.refusal = messageOf(error);
  }
  return sent;
}

async function syncEvents(
  connection: Connection,
  journal: EventJournal,
  signal: AbortSignal | undefined,
): Promise<Sent> {
  let refusal: string | undefined;
  const reporter = new BatchReporter({
    taskId: journal.task,
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
  const why = left > 0 ? (reason?.message ?? "it was interrupted") : refusal;
  return { delivered, left, rejected, damaged: 0, ...(why !== undefined && { refusal: why }) };
}

/** Gives the task the status that its program could not, once nothing is left. */
async function end(
  connection: Connection,
  journal: EventJournal,
  { refusal, ...sent }: Sent,
): Promise<Omit<JournalReport, "task">> {
  const { task, end } = journal;
  let reason = refusal;
  if (sent.left === 0) {
    try {
      if (end) {
        await setEnd(connection, task, end);
      }
    } catch (error) {
      if (!(error instanceof TaskNotFoundError)) {
        return { ...sent, reason: `the status could not be set: ${messageOf(error)}` };
      }
      reason ??= error.message;
    }
    journal.setEnd(undefined);
    journal.tidy();
  }
  const isSet = sent.left === 0 && end !== undefined;
  return { ...sent, ...(isSet && { status: end.status }), ...(reason !== undefined && { reason }) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
