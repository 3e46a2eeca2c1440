import type { TaskEvent } from "@clearml-ts/protocol";
import type { JournalEnd } from "../journal/records.ts";
import type { BatchReporter } from "./batch-reporter.ts";
import { ReportError } from "./errors.ts";
import type { KeptUploads } from "./kept-uploads.ts";
import type { DeliveryReport, Reporter } from "./reporter.ts";

/** The parts of a {@link TaskReporter}. */
export interface TaskReporterParts {
  taskId: string;
  events: BatchReporter;
  uploads: KeptUploads;
}

/** Everything that a task sends in the background: its events, and the artifacts and samples that wait on this disk. */
export class TaskReporter implements Reporter {
  readonly #parts: TaskReporterParts;

  constructor(parts: TaskReporterParts) {
    this.#parts = parts;
  }

  get maxWait(): number | undefined {
    return this.#parts.events.maxWait;
  }

  set maxWait(milliseconds: number | undefined) {
    this.#parts.events.maxWait = milliseconds;
  }

  report(event: TaskEvent): void {
    this.#parts.events.report(event);
  }

  async flush({ signal }: { signal?: AbortSignal } = {}): Promise<void> {
    const { taskId, events, uploads } = this.#parts;
    const [, sending] = await Promise.allSettled([uploads.send({ signal }), events.flush(signal ? { signal } : {})]);
    const error: unknown = sending.status === "rejected" ? sending.reason : undefined;
    const { pending, failure } = uploads;
    if (error !== undefined && !(error instanceof ReportError && pending > 0)) {
      throw error;
    }
    if (pending > 0) {
      const [waiting, stored] = error instanceof ReportError ? [error.pending, error.stored] : [0, 0];
      const cause = signal?.aborted ? signal.reason : failure;
      throw new ReportError(taskId, pending + waiting, { stored: pending + stored, cause });
    }
  }

  async close({ signal }: { signal?: AbortSignal } = {}): Promise<DeliveryReport> {
    const { events, uploads } = this.#parts;
    const [report] = await Promise.all([events.close(signal ? { signal } : {}), uploads.send({ signal })]);
    const { pending, failure } = uploads;
    uploads.stop({ signal });
    const { sent, rejected } = uploads.tally;
    const reason = report.reason ?? failure;
    return {
      sent: report.sent + sent,
      pending: report.pending + pending,
      stored: report.stored + pending,
      rejected: report.rejected + rejected,
      ...(reason && { reason }),
    };
  }

  /** Puts everything on disk at once, with the status that the task is to get when it has arrived, if there is one. */
  keep(end?: JournalEnd): void {
    this.#parts.events.keep(end);
  }

  /** The task has got the status that was kept. */
  forgetEnd(): void {
    this.#parts.events.forgetEnd();
  }
}
