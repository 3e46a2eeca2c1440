import type { Connection } from "@clearml-ts/client";
import { endWithProgram } from "../exit/open-work.ts";
import { journalFolder } from "../journal/journal-folder.ts";
import type { SpooledUpload } from "../journal/spooled-upload.ts";
import type { UploadToKeep } from "../journal/upload-spool.ts";
import { inTurn } from "../record/turns.ts";
import { deliverUpload } from "./deliver-upload.ts";
import { Rounds } from "./rounds.ts";
import { isDoneBefore } from "./time-limit.ts";

/** After a failure the pause before the next attempt doubles from this, in milliseconds. */
const FIRST_PAUSE = 1000;

/** The artifacts and samples of one task that wait on this disk; they are sent in order, again and again, until the server has answered. */
export class KeptUploads {
  readonly #connection: Connection;
  readonly #taskId: string;
  #queue: SpooledUpload[] = [];
  readonly #rounds: Rounds;
  #underWay: SpooledUpload | undefined;
  /** Takes the uploads out of the work that is brought to an end with the program. */
  #rest: (() => void) | undefined;
  #sent = 0;
  #rejected = 0;
  #hasWarned = false;
  readonly #givenUp = new AbortController();

  constructor(connection: Connection, taskId: string) {
    this.#connection = connection;
    this.#taskId = taskId;
    this.#rounds = new Rounds({
      isLeft: () => this.#queue.length > 0,
      step: () => this.#sendNext(),
      onDone: () => {
        this.#rest?.();
        this.#rest = undefined;
      },
      maxWait: FIRST_PAUSE,
    });
  }

  /** Uploads that the server has not answered. */
  get pending(): number {
    return this.#queue.length;
  }

  /** Why the last attempt failed, while something is pending. */
  get failure(): Error | undefined {
    return this.pending > 0 ? this.#rounds.failure : undefined;
  }

  /** How the uploads that were kept have fared so far. */
  get tally(): { sent: number; rejected: number } {
    return { sent: this.#sent, rejected: this.#rejected };
  }

  /**
   * Puts an upload on this disk: {@link KeptUploads.enqueue} has it sent, and until then the next program does if this one is killed.
   * Undefined when the disk cannot take it, of which there is one warning.
   */
  async store(upload: Omit<UploadToKeep, "task">): Promise<SpooledUpload | undefined> {
    try {
      return await journalFolder(this.#connection).uploads.keep({ ...upload, task: this.#taskId });
    } catch (error) {
      this.#warnOnce(
        `An artifact or sample of task ${this.#taskId} cannot be kept on disk (${messageOf(error)}): it is lost when it cannot be sent. Make room, or name another folder in CLEARML_CACHE_DIR.`,
      );
      return undefined;
    }
  }

  /** Sends an upload that is on this disk in the background; an artifact takes the place of one of the same name that waits. */
  async enqueue(kept: SpooledUpload): Promise<void> {
    const { news } = kept.upload;
    if (news.kind === "artifact") {
      await this.forget(news.record.key);
    }
    this.#queue.push(kept);
    this.#rest ??= endWithProgram({
      finish: async (_end, signal) => void (await this.send({ signal })),
      // Everything is on the disk since it was kept.
      keep: () => {},
    });
    if (this.#rounds.failure) {
      this.#rounds.beginLater();
    } else {
      void this.#rounds.begin();
    }
  }

  /** Gives up artifacts of a name that wait, because a later one has arrived or takes their place. */
  async forget(name: string): Promise<void> {
    const isOvertaken = (kept: SpooledUpload) =>
      kept !== this.#underWay && kept.upload.news.kind === "artifact" && kept.upload.news.record.key === name;
    const overtaken = this.#queue.filter(isOvertaken);
    this.#queue = this.#queue.filter((kept) => !overtaken.includes(kept));
    await Promise.all(overtaken.map((kept) => kept.forget()));
  }

  /** Sends what waits, until the signal is aborted or an attempt fails; it never throws. */
  async send({ signal }: { signal?: AbortSignal | undefined } = {}): Promise<void> {
    if (this.pending > 0 && !signal?.aborted) {
      await isDoneBefore(this.#rounds.workOff(), signal);
    }
  }

  /** Sends nothing more by itself; with an aborted signal, the attempt that is under way ends too. The rest stays on the disk. */
  stop({ signal }: { signal?: AbortSignal | undefined } = {}): void {
    if (signal?.aborted) {
      this.#givenUp.abort(signal.reason);
    }
    this.#rounds.stop();
    this.#rest?.();
    this.#rest = undefined;
  }

  async #sendNext(): Promise<void> {
    const [next] = this.#queue;
    if (next === undefined) {
      return;
    }
    const { news } = next.upload;
    if (news.kind === "sample") {
      await this.#deliver(next);
      return;
    }
    await inTurn(this.#connection, artifactTurn(this.#taskId, news.record.key), async () => {
      // A later one may have arrived meanwhile.
      if (this.#queue.includes(next)) {
        await this.#deliver(next);
      }
    });
  }

  async #deliver(next: SpooledUpload): Promise<void> {
    this.#underWay = next;
    try {
      const answer = await deliverUpload(this.#connection, next, this.#givenUp.signal);
      await next.forget();
      this.#queue = this.#queue.filter((kept) => kept !== next);
      if (answer.outcome === "delivered") {
        this.#sent += 1;
      } else {
        this.#rejected += 1;
        this.#connection.warn(`${nameOf(next)} of task ${this.#taskId} could not be delivered: ${answer.reason}`);
      }
    } finally {
      this.#underWay = undefined;
    }
  }

  #warnOnce(message: string): void {
    if (!this.#hasWarned) {
      this.#hasWarned = true;
      this.#connection.warn(message);
    }
  }
}

/** The line in which artifacts of one name wait for each other: two that are stored at once would mix. */
export function artifactTurn(taskId: string, name: string): string {
  return `${taskId}/artifacts/${name}`;
}

/** An upload as a message names it. */
function nameOf({ upload: { news } }: SpooledUpload): string {
  if (news.kind === "artifact") {
    return `Artifact "${news.record.key}"`;
  }
  return "metric" in news.event ? `Sample "${news.event.metric}/${news.event.variant}"` : "A sample";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
