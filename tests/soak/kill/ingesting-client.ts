import { createHash, randomBytes } from "node:crypto";
import type { ApiClient } from "../api-client.ts";

/** Scalars and lines of one request. */
export const BATCH = { scalars: 20, lines: 5 } as const;

/** The writes that the server acknowledged to one client, and those that were under way when it went away. */
export class Ledger {
  /** Numbers of batches whose request was answered. */
  readonly batches = new Set<number>();
  /** Batches that were sent, answered or not. */
  sentBatches = 0;
  /** The comment of each task whose edit was answered. */
  readonly comments = new Map<string, string>();
  /** The hash of each file whose upload was answered. */
  readonly files = new Map<string, string>();
  /** The hash of each file whose upload was not answered: it may be there as a whole or not at all. */
  readonly doubtful = new Map<string, string>();

  /** The task that batches report to. */
  readonly task: string;

  constructor(task: string) {
    this.task = task;
  }
}

/**
 * Reports scalars and console lines to a task, makes and edits tasks and uploads files, all side by side, until the server is gone.
 * Rejects when the server refuses something.
 */
export async function ingest(client: ApiClient, task: string, onAnswer: () => void): Promise<Ledger> {
  const ledger = new Ledger(task);
  await Promise.all([
    untilGone(onAnswer, async (number) => {
      ledger.sentBatches = number + 1;
      await client.batch("events.add_batch", batch(task, number));
      ledger.batches.add(number);
    }),
    untilGone(onAnswer, async (number) => {
      const { id } = await client.call<{ id: string }>("tasks.create", { name: `task ${number}`, type: "training" });
      await client.call("tasks.edit", { task: id, comment: `comment ${number}` });
      ledger.comments.set(id, `comment ${number}`);
    }),
    untilGone(onAnswer, async (number) => {
      const path = `${task}/${number}.bin`;
      const content = new Uint8Array(randomBytes((number * 7919) % 300_000));
      const hash = sha256(content);
      ledger.doubtful.set(path, hash);
      await client.upload(path, content);
      ledger.doubtful.delete(path);
      ledger.files.set(path, hash);
    }),
  ]);
  return ledger;
}

/** The console line of a batch at a place. */
export function lineOf(batch: number, index: number): string {
  return `line ${index} of batch ${batch}`;
}

/** The value of a scalar, by which it is known again. */
export function scalarAt(iteration: number): number {
  return iteration * 3 + 0.25;
}

export function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

async function untilGone(onAnswer: () => void, write: (number: number) => Promise<void>): Promise<void> {
  try {
    for (let number = 0; ; number += 1) {
      await write(number);
      onAnswer();
    }
  } catch (error) {
    // fetch() fails so when the connection breaks, which is what we are waiting for.
    if (!(error instanceof TypeError)) {
      throw error;
    }
  }
}

function batch(task: string, number: number): object[] {
  const scalars = Array.from({ length: BATCH.scalars }, (_, index) => {
    const iter = number * BATCH.scalars + index;
    return { type: "training_stats_scalar", task, metric: "loss", variant: "train", iter, value: scalarAt(iter) };
  });
  const lines = Array.from({ length: BATCH.lines }, (_, index) => {
    return { type: "log", task, level: "info", timestamp: 1_767_225_600_000 + number, msg: lineOf(number, index) };
  });
  return [...scalars, ...lines];
}
