import { afterMinutes } from "../time/after-minutes.ts";

/** When a search is stopped; neither means never. */
export interface TimeLimitOptions {
  /** Minutes from now. */
  inMinutes?: number;
  /** A point in time, which wins over the minutes. */
  specificTime?: Date;
}

/** The time limit of a search, which may be set before the search has begun, and changed while it runs. */
export class TimeLimit {
  #deadline: number | undefined;
  #watchedSince: number | undefined;
  #onOver: (() => void) | undefined;
  #cancel: () => void = () => {};

  /** When the time is over; undefined for never. */
  get at(): Date | undefined {
    return this.#deadline === undefined ? undefined : new Date(this.#deadline);
  }

  /** Whether the time is over. */
  get isOver(): boolean {
    return this.#deadline !== undefined && Date.now() > this.#deadline;
  }

  /** Sets another limit; without options there is none any more. */
  set({ inMinutes, specificTime }: TimeLimitOptions): void {
    this.#deadline = specificTime?.getTime() ?? (inMinutes === undefined ? undefined : Date.now() + inMinutes * 60_000);
    this.#wait();
  }

  /** Calls a function when the time is over, until {@link TimeLimit.unwatch}. */
  watch(onOver: () => void): void {
    this.#watchedSince = Date.now();
    this.#onOver = onOver;
    this.#wait();
  }

  /** Calls nothing any more. */
  unwatch(): void {
    this.#onOver = undefined;
    this.#wait();
  }

  /** Part of the time from the beginning of the watch that is over; undefined where there is no limit. */
  used(): number | undefined {
    return this.#deadline === undefined || this.#watchedSince === undefined
      ? undefined
      : (Date.now() - this.#watchedSince) / (this.#deadline - this.#watchedSince);
  }

  #wait(): void {
    this.#cancel();
    this.#cancel =
      this.#deadline === undefined || this.#onOver === undefined
        ? () => {}
        : afterMinutes((this.#deadline - Date.now()) / 60_000, this.#onOver);
  }
}
