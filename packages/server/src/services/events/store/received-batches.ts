import { results } from "@clearml-ts/protocol";
import type { Database } from "../../../database/driver.ts";
import { ApiFailure } from "../../../errors.ts";

/** How long a batch is remembered: a program that was cut off sends it again when it can. */
const KEPT_MS = 7 * 24 * 3600 * 1000;

/** Batches between two looks at what can be forgotten. */
const FORGET_EVERY = 1000;

const MAX_IDENTITY = 200;

/** A batch by its name, its sender and its time. */
export interface BatchArrival {
  /** The client's user: nobody else's batch can be taken for this one. */
  readonly user: string;
  /** The name that the client gave to the batch, if it did: the Python SDK does not. */
  readonly identity: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Remembers the batches that were stored, so that one that is sent again because its answer was lost is not stored twice. */
export class ReceivedBatches {
  readonly #database: Database;
  #untilForgetting = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Stores a batch, or, if it was stored already, returns what that was answered. Call it in the transaction that stores.
   *
   * @throws {@link ApiFailure} 400/0 for a name that is too long to be remembered.
   */
  once<Reply>({ user, identity, now }: BatchArrival, store: () => Reply): Reply {
    if (identity === undefined) {
      return store();
    }
    if (identity.length > MAX_IDENTITY) {
      throw new ApiFailure(results.badRequest, {
        detail: `the name of a batch has at most ${MAX_IDENTITY} characters`,
      });
    }
    const id = `${user}/${identity}`;
    const known = this.#database.prepare("SELECT reply FROM received_batches WHERE id = ?").get<{ reply: string }>(id);
    if (known) {
      return JSON.parse(known.reply) as Reply;
    }
    const reply = store();
    this.#database
      .prepare("INSERT INTO received_batches (id, received, reply) VALUES (?, ?, ?)")
      .run(id, now, JSON.stringify(reply));
    this.#forgetOld(now);
    return reply;
  }

  #forgetOld(now: number): void {
    this.#untilForgetting -= 1;
    if (this.#untilForgetting < 0) {
      this.#untilForgetting = FORGET_EVERY;
      this.#database.prepare("DELETE FROM received_batches WHERE received < ?").run(now - KEPT_MS);
    }
  }
}
