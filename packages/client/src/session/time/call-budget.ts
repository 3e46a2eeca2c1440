import { AsyncLocalStorage } from "node:async_hooks";
import { OperationTimeoutError } from "../../errors.ts";
import { withinDeadline } from "./deadline.ts";

/** The operation whose calls share the time, and how much of it. */
export interface CallBudgetOptions {
  /** The operation as an error names it, such as `dataset.finalize()`. */
  operation: string;
  /** Milliseconds. */
  timeout: number;
  /** Address of the API server, for the error. */
  apiServer: string;
}

/** One run of work on a budget. Timers that the work leaves behind still see it, and must not be charged. */
interface Stretch {
  budget: CallBudget;
  outer: Stretch | undefined;
  isOver: boolean;
}

const current = new AsyncLocalStorage<Stretch>();

/**
 * The time that all calls of one operation share: a server that answers each of twenty calls just in time must not make the
 * operation twenty times as long. Only time in which a call is under way is charged, so files that are moved
 * and functions of the user are not.
 */
export class CallBudget {
  readonly #options: CallBudgetOptions;
  #spent = 0;
  #underWay = 0;
  #since = 0;

  constructor(options: CallBudgetOptions) {
    this.#options = options;
  }

  /**
   * Runs work whose calls are charged to this budget, and to those that this code runs on already.
   * @throws {@link OperationTimeoutError} when the calls take longer than the budget has.
   */
  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#runInside(current.getStore(), work);
  }

  /**
   * Runs work whose calls are charged to this budget alone: the record of a failure must not fail because it was another
   * budget's end.
   * @throws {@link OperationTimeoutError} when the calls take longer than the budget has.
   */
  runApart<T>(work: () => Promise<T>): Promise<T> {
    return this.#runInside(undefined, work);
  }

  async #runInside<T>(outer: Stretch | undefined, work: () => Promise<T>): Promise<T> {
    const stretch: Stretch = { budget: this, outer, isOver: false };
    try {
      return await current.run(stretch, work);
    } finally {
      stretch.isOver = true;
    }
  }

  /** Does work that is charged, under a signal that also ends when nothing is left. */
  async spend<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const expired = () => new OperationTimeoutError(this.#options);
    const left = this.#options.timeout - this.#used();
    // The work decides what to do about a signal that has ended: reports count what they could not send.
    if (left <= 0 || signal.aborted) {
      return await work(signal.aborted ? signal : AbortSignal.abort(expired()));
    }
    this.#begin();
    try {
      return await withinDeadline(signal, { timeout: left, expired }, work);
    } finally {
      this.#end();
    }
  }

  /** Calls side by side are charged once. */
  #begin(): void {
    this.#since = this.#underWay === 0 ? performance.now() : this.#since;
    this.#underWay += 1;
  }

  #end(): void {
    this.#spent = this.#used();
    this.#since = performance.now();
    this.#underWay -= 1;
  }

  #used(): number {
    return this.#spent + (this.#underWay > 0 ? performance.now() - this.#since : 0);
  }
}

/** Does work that is charged to every budget that the running code is on, and ends when one of them has nothing left. */
export async function onBudget<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  let charged = work;
  for (let stretch = current.getStore(); stretch !== undefined; stretch = stretch.outer) {
    const { budget, isOver } = stretch;
    const inner = charged;
    charged = isOver ? inner : (limited) => budget.spend(limited, inner);
  }
  return await charged(signal);
}
