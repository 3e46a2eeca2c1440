import { anySignal } from "@clearml-ts/storage";
import type { Task } from "@clearml-ts/tasks";
import type { SchedulerContext } from "./scheduler-context.ts";
import type { SchedulerWork } from "./scheduler-work.ts";

/** The artifact that holds the state, by the name that Python reads. */
const STATE = "state";

/** After a failure nothing is tried for so long. */
const AFTER_FAILURE_MS = 15_000;

/** Runs the work of a scheduler, and keeps what it knows on its task. Reference: `BaseScheduler` in `clearml/automation/scheduler.py`. */
export class SchedulerLoop {
  readonly #context: SchedulerContext;
  readonly #work: SchedulerWork;
  /** Milliseconds between two looks at the configuration. */
  readonly #syncEvery: number;

  constructor(context: SchedulerContext, work: SchedulerWork, { syncEvery }: { syncEvery: number }) {
    this.#context = context;
    this.#work = work;
    this.#syncEvery = syncEvery;
  }

  /** Runs until the signal is aborted, or somebody stops the task from outside. */
  async run(stopping: AbortSignal): Promise<void> {
    const { clock, calls } = this.#context;
    const task = await this.#context.openTask();
    const signal = anySignal([stopping, task.signal]);
    await this.#begin(task);
    let nextSync = clock.now() + this.#syncEvery;
    while (!signal.aborted) {
      if (clock.now() >= nextSync) {
        nextSync = clock.now() + this.#syncEvery;
        await this.#sync(task);
      }
      const wakeAt = await this.#act(task);
      const wait = Math.min(wakeAt, nextSync) - clock.now();
      if (wait > 0) {
        await clock.sleep(wait, signal);
      }
    }
    await calls.settled();
    await this.#storeState(task);
    await task.flush();
  }

  /** Stores the entries and the state. */
  async store(task: Task): Promise<void> {
    for (const { name, description, text } of this.#work.configurations()) {
      await task.setConfigurationObject(name, { value: text, type: "json", description });
    }
    await this.#storeState(task);
  }

  /** Goes on from the state of an earlier run, where there is one; under an agent the entries on the task count. */
  async #begin(task: Task): Promise<void> {
    const stored = await task.artifacts.get(STATE)?.get({ force: true, verify: false });
    if (typeof stored === "string") {
      this.#work.restore(JSON.parse(stored), task.underAgent ? "state" : "program");
    }
    if (task.underAgent && typeof stored === "string") {
      await this.#sync(task);
    } else {
      await this.store(task);
    }
    await this.#work.report(task);
  }

  /** Does what is due; returns when there will be more. */
  async #act(task: Task): Promise<number> {
    const { clock } = this.#context;
    try {
      const { acted, nextAt } = await this.#work.step();
      if (!acted) {
        return nextAt?.getTime() ?? Number.POSITIVE_INFINITY;
      }
      await this.#storeState(task);
      await this.#work.report(task);
      return clock.now();
    } catch (error) {
      this.#context.log(`The scheduler could not do what was due: ${String(error)}`, "warning");
      return clock.now() + AFTER_FAILURE_MS;
    }
  }

  async #sync(task: Task): Promise<void> {
    try {
      await task.reload();
      this.#work.readConfigurations(task.getConfigurationObjects());
      await this.#work.report(task);
    } catch (error) {
      this.#context.log(`The configuration cannot be taken up: ${String(error)}`, "warning");
    }
  }

  async #storeState(task: Task): Promise<void> {
    const text = JSON.stringify(this.#work.state());
    await task.uploadArtifact(STATE, text, { preview: "scheduler internal state" });
  }
}
