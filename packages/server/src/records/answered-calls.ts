import { type EndpointName, results } from "@clearml-ts/protocol";
import type { Database } from "../database/driver.ts";
import { ApiFailure } from "../errors.ts";
import type { Clock } from "../values/clock.ts";

/** How long a call is remembered: a program that was cut off sends it again when it can. */
const KEPT_MS = 7 * 24 * 3600 * 1000;

/** Bytes of names and replies that are remembered, about a million calls; beyond them the oldest are forgotten. */
const KEPT_BYTES = 256 * 1024 * 1024;

/** Calls between two looks at those that can be forgotten. */
const FORGET_EVERY = 1000;

const MAX_IDENTITY = 200;

/** A call by its name and its sender. */
export interface NamedCall {
  readonly endpoint: EndpointName;
  /** The client's user: nobody else's call can be taken for this one. */
  readonly user: string;
  /** The name that the client gave to the call, if it did: the Python SDK does not. */
  readonly identity: string | undefined;
}

/** Options of {@link AnsweredCalls}. */
export interface AnsweredCallsOptions {
  /** Bytes of names and replies that are remembered. @default 256 MiB */
  readonly keptBytes?: number;
}

interface LastCall {
  readonly total: number;
}

/**
 * Remembers calls that changed something with their replies, so that one that is sent again because its reply was lost is
 * answered the same, and not done again.
 */
export class AnsweredCalls {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #keptBytes: number;
  #untilForgetting = 0;

  constructor(database: Database, clock: Clock, { keptBytes = KEPT_BYTES }: AnsweredCallsOptions = {}) {
    this.#database = database;
    this.#clock = clock;
    this.#keptBytes = keptBytes;
  }

  /**
   * Does a call that has a name in a transaction that also remembers it, or, if it was done already, returns the reply to that. A
   * call that is refused, or changes nothing, is not remembered; nor is the promise of a handler that waits.
   *
   * @throws {@link ApiFailure} 400/0 for a name that is too long to be remembered.
   */
  once<Reply>({ endpoint, user, identity }: NamedCall, work: () => Reply): Reply {
    if (identity === undefined) {
      return work();
    }
    if (identity.length > MAX_IDENTITY) {
      throw new ApiFailure(results.badRequest, {
        detail: `the name of a call has at most ${MAX_IDENTITY} characters`,
      });
    }
    const id = `${user}/${endpoint}/${identity}`;
    return this.#database.transaction(() => {
      const known = this.#database.prepare("SELECT reply FROM answered_calls WHERE id = ?").get<{ reply: string }>(id);
      if (known) {
        return JSON.parse(known.reply) as Reply;
      }
      const before = this.#database.changedRows;
      const reply = work();
      if (this.#database.changedRows > before && !(reply instanceof Promise)) {
        this.#remember(id, JSON.stringify(reply));
      }
      return reply;
    });
  }

  #remember(id: string, reply: string): void {
    const now = this.#clock().getTime();
    // Each row has the bytes of all before it, too: so those beyond the limit are found without adding up.
    const last = this.#database
      .prepare("SELECT total FROM answered_calls ORDER BY number DESC LIMIT 1")
      .get<LastCall>();
    const total = (last?.total ?? 0) + Buffer.byteLength(id) + Buffer.byteLength(reply);
    this.#database
      .prepare("INSERT INTO answered_calls (id, received, total, reply) VALUES (?, ?, ?, ?)")
      .run(id, now, total, reply);
    this.#untilForgetting -= 1;
    if (this.#untilForgetting < 0) {
      this.#untilForgetting = FORGET_EVERY;
      this.#forget(now - KEPT_MS, total - this.#keptBytes);
    }
  }

  /** Forgets calls from the oldest on, up to the first that is younger and within the bytes. */
  #forget(time: number, total: number): void {
    this.#database
      .prepare(
        `DELETE FROM answered_calls WHERE number < (
           SELECT number FROM answered_calls WHERE received >= ? AND total >= ? ORDER BY number LIMIT 1
         )`,
      )
      .run(time, total);
  }
}
