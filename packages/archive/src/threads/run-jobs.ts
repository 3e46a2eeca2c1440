import { availableParallelism } from "node:os";
import { anySignal } from "../any-signal.ts";
import type { FileJobs, JobName } from "./job-types.ts";
import { Thread } from "./thread.ts";

/** How jobs are spread over threads. */
export interface ThreadOptions {
  /** Threads that work at the same time. @default one a processor, at most 8 */
  threads?: number | undefined;
  signal?: AbortSignal | undefined;
}

const MAX_THREADS = 8;

/** One job: what goes to the thread, and what the caller knows it by. */
export interface Job<Name extends JobName, Context> {
  input: Parameters<FileJobs[Name]>[0];
  context: Context;
}

/** Threads that have nothing to do at the moment; they end by themselves. */
const resting: Thread[] = [];

/** Threads that work at the same time, unless told otherwise. */
export function defaultThreads(): number {
  return Math.min(availableParallelism(), MAX_THREADS);
}

/**
 * Does jobs of one kind, several at a time, and yields their contexts and results in the order given. Jobs are asked for
 * as they are needed, and no more results are held than are being worked on.
 */
export async function* runJobs<Name extends JobName, Context>(
  name: Name,
  jobs: Iterable<Job<Name, Context>> | AsyncIterable<Job<Name, Context>>,
  { threads = defaultThreads(), signal }: ThreadOptions = {},
): AsyncGenerator<{ context: Context; result: ReturnType<FileJobs[Name]> }> {
  const queue: { context: Context; result: Promise<ReturnType<FileJobs[Name]>> }[] = [];
  const iterator = Symbol.asyncIterator in jobs ? jobs[Symbol.asyncIterator]() : jobs[Symbol.iterator]();
  const gone = new AbortController();
  const either = anySignal([signal, gone.signal]);
  const all = Array.from({ length: Math.max(1, threads) }, () => resting.pop() ?? new Thread());
  const free = [...all];
  const waiting: ((thread: Thread) => void)[] = [];
  const take = () => {
    const thread = free.pop();
    return thread ? Promise.resolve(thread) : new Promise<Thread>((resolve) => waiting.push(resolve));
  };
  const work = async (input: Parameters<FileJobs[Name]>[0]) => {
    const thread = await take();
    try {
      either.throwIfAborted();
      return await thread.run(name, input);
    } finally {
      const next = waiting.shift();
      next ? next(thread) : free.push(thread);
    }
  };
  const fill = async () => {
    // One more than there are threads: a thread that is done finds its next job ready.
    while (queue.length <= threads) {
      const { value: job, done } = await iterator.next();
      if (done) {
        return;
      }
      const result = work(job.input);
      // It is looked at in its turn.
      result.catch(() => {});
      queue.push({ context: job.context, result });
    }
  };
  const stop = () => {
    for (const thread of all) {
      thread.stop(either.reason);
    }
  };
  either.addEventListener("abort", stop, { once: true });
  try {
    await fill();
    for (let first = queue.shift(); first; first = queue.shift()) {
      const result = await first.result;
      await fill();
      yield { context: first.context, result };
    }
  } finally {
    // Left early: what is still under way is of no use.
    gone.abort();
    await Promise.allSettled(queue.map((each) => each.result));
    resting.push(...free);
  }
}
