/** Tells of tables of documents that were changed, once that is committed. */
export class TableChanges {
  readonly #uncommitted = new Set<string>();
  readonly #watches = new Set<ChangeWatch>();

  /** Notes a change that counts when it is committed. */
  note(table: string): void {
    this.#uncommitted.add(table);
  }

  /** Wakes those who watch a table that was changed. */
  committed(): void {
    for (const watch of this.#watches) {
      if (this.#uncommitted.has(watch.table)) {
        watch.wake();
      }
    }
    this.#uncommitted.clear();
  }

  /** Forgets the changes that were undone. */
  undone(): void {
    this.#uncommitted.clear();
  }

  /** Watches a table until the watch is closed. */
  watch(table: string): ChangeWatch {
    const watch = new ChangeWatch(table, () => this.#watches.delete(watch));
    this.#watches.add(watch);
    return watch;
  }
}

/** Waits for changes of one table; a change that comes while nobody waits is there for the next wait. */
export class ChangeWatch {
  readonly table: string;
  readonly close: () => void;
  #isChanged = false;
  #resume: (() => void) | undefined;

  constructor(table: string, close: () => void) {
    this.table = table;
    this.close = close;
  }

  wake(): void {
    this.#isChanged = true;
    this.#resume?.();
  }

  /** Waits for a change; returns whether one came before the signal ended the wait. */
  async next(signal: AbortSignal): Promise<boolean> {
    const resume = () => this.#resume?.();
    if (!this.#isChanged && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#resume = resolve;
        signal.addEventListener("abort", resume, { once: true });
      });
      signal.removeEventListener("abort", resume);
      this.#resume = undefined;
    }
    const isChanged = this.#isChanged && !signal.aborted;
    this.#isChanged = false;
    return isChanged;
  }
}
