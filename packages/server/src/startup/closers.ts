/** The steps of closing, in the order in which things were opened; a step may return a promise. */
export class Closers {
  readonly #steps: (() => unknown)[] = [];

  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  /** Closes what was opened last first; every step runs, and every failure is reported. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 1) {
      throw new AggregateError(failures, "Several parts of the server could not be closed.");
    }
    if (failures.length === 1) {
      throw failures[0];
    }
  }
}
