import type { Connection } from "@clearml-ts/client";
import { type FoundFolder, journalFolder, journalsIn, removeEmpty } from "../journal/journal-folder.ts";
import { leftUploads, type SpooledUpload } from "../journal/spooled-upload.ts";
import { type JournalReport, syncJournal, syncUploads } from "./sync-journal.ts";

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
 * Delivers the reports, artifacts and samples that programs with the same server and account left on this machine, and gives their
 * tasks the status that those programs could not. Journals of programs that still run are not touched.
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
    const { uploads, damaged } = await leftUploads(claimed.path);
    const byTask = uploadsByTask(uploads);
    const reports: JournalReport[] = [];
    for (const files of await journalsIn(claimed.path)) {
      const takeUploads = (task: string) => take(byTask, task);
      reports.push(await syncJournal(connection, { files, takeUploads, signal }));
    }
    for (const [task, left] of byTask) {
      const { refusal, ...sent } = await syncUploads(connection, left, signal);
      reports.push({ task, ...sent, ...(refusal !== undefined && { reason: refusal }) });
    }
    if (damaged > 0) {
      const reason = "what was kept of artifacts or samples cannot be read";
      reports.push({ task: undefined, delivered: 0, left: 0, rejected: 0, damaged, reason });
    }
    return reports;
  } finally {
    removeEmpty(claimed.path);
    await claimed.release();
  }
}

function uploadsByTask(uploads: readonly SpooledUpload[]): Map<string, SpooledUpload[]> {
  const byTask = new Map<string, SpooledUpload[]>();
  for (const kept of uploads) {
    const { task } = kept.upload;
    byTask.set(task, [...(byTask.get(task) ?? []), kept]);
  }
  return byTask;
}

function take(byTask: Map<string, SpooledUpload[]>, task: string): SpooledUpload[] {
  const uploads = byTask.get(task) ?? [];
  byTask.delete(task);
  return uploads;
}
