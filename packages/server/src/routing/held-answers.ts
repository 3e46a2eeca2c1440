import { LONGEST_WAIT_MS } from "@clearml-ts/protocol";
import type { TableChanges } from "../database/table-changes.ts";

/** How an answer is held back: until when, and which table decides. */
export interface HoldRule<Reply> {
  /** The table of documents whose changes can make the answer another one. */
  readonly table: "queues" | "tasks";
  readonly isEmpty: (reply: Reply) => boolean;
}

/** Who waits, and for how long. */
export interface Wait {
  /** Milliseconds. */
  readonly longest: number;
  /** The id of the user who calls. */
  readonly caller: string;
  /** Ends when the client goes away. */
  readonly signal: AbortSignal;
}

/** How many answers are held back for one user; further ones are answered at once. */
const PLACES_BY_CALLER = 64;

/** A task that reports changes many times a second: an answer is looked for no more often than this, in milliseconds. */
const LEAST_PAUSE_MS = 10;

/** Holds empty answers back until a commit makes them other ones, so that clients need not ask again and again. */
export class HeldAnswers {
  readonly #changes: TableChanges;
  readonly #held = new Map<string, Set<AbortController>>();
  #isClosed = false;

  constructor(changes: TableChanges) {
    this.#changes = changes;
  }

  /**
   * Answers as `ask` does. An empty answer is given when the time is over, the server closes or the client is gone; at once when
   * nobody wants to wait, or the caller has no place left.
   */
  async answer<Reply>(
    ask: () => Reply | Promise<Reply>,
    { table, isEmpty }: HoldRule<Reply>,
    { longest, caller, signal }: Wait,
  ): Promise<Reply> {
    const held = this.#held.get(caller) ?? new Set();
    if (longest <= 0 || this.#isClosed || signal.aborted || held.size >= PLACES_BY_CALLER) {
      return ask();
    }
    const ended = new AbortController();
    const end = () => ended.abort();
    const timer = setTimeout(end, Math.min(longest, LONGEST_WAIT_MS));
    signal.addEventListener("abort", end, { once: true });
    this.#held.set(caller, held.add(ended));
    // Watched before the first look, so that nothing comes in between unseen.
    const watch = this.#changes.watch(table);
    try {
      let reply = await ask();
      while (isEmpty(reply) && (await watch.next(ended.signal))) {
        reply = await ask();
        if (isEmpty(reply)) {
          await pause(LEAST_PAUSE_MS);
        }
      }
      return reply;
    } finally {
      watch.close();
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      held.delete(ended);
      if (held.size === 0) {
        this.#held.delete(caller);
      }
    }
  }

  /** Gives every answer that is held back as it is, and holds none from now on. */
  close(): void {
    this.#isClosed = true;
    for (const held of this.#held.values()) {
      for (const ended of held) {
        ended.abort();
      }
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
