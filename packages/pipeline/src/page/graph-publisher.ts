import { setTimeout as delay } from "node:timers/promises";
import { md5 } from "@clearml-ts/archive";
import type { ConfigurationItem } from "@clearml-ts/protocol";
import type { Task } from "@clearml-ts/tasks";
import type { StepState } from "../steps/step-state.ts";
import { decisionsItem } from "./cache-decisions.ts";
import { executionDetails } from "./execution-details.ts";
import { executionFlow } from "./execution-flow.ts";
import { nodesText } from "./node-text.ts";
import { stepDefinition } from "./step-configuration.ts";
import { pauseAfter } from "./update-pause.ts";

/** Milliseconds before the first update: the last one of a short run, which comes by itself, says all that it would have. */
const FIRST_AFTER_MS = 300;

/**
 * Keeps the states, plots and progress of the steps on the controller's task up to date.
 *
 * An update says everything about all steps. So they come at a bounded rate, the first soon, and the last, which says how the
 * run ended, when it is asked for.
 */
export class GraphPublisher {
  readonly #task: Task;
  readonly #steps: () => readonly StepState[];
  /** Steps whose definitions are on the server. */
  readonly #defined = new Set<StepState>();
  /** Whole percentage that is on the server. */
  #progress = 0;
  #dirty = false;
  #isFirst = true;
  #work: Promise<void> | undefined;
  /** Aborted when nobody is to wait for the next update any more. */
  readonly #closing = new AbortController();

  constructor(task: Task, steps: () => readonly StepState[]) {
    this.#task = task;
    this.#steps = steps;
  }

  /** Has the present state published soon; if it cannot be sent, the next change sends it. */
  changed(): void {
    this.#dirty = true;
    this.#work ??= this.#drain().finally(() => {
      this.#work = undefined;
    });
  }

  /** Publishes the last state, and waits for it. The progress of a task that completes is told with its results. */
  async finish({ isComplete = false }: { isComplete?: boolean } = {}): Promise<void> {
    this.close();
    await this.#work;
    await this.#publish();
    if (!isComplete) {
      await this.#tellProgress();
    }
  }

  /** Publishes nothing more by itself. */
  close(): void {
    this.#closing.abort();
  }

  async #drain(): Promise<void> {
    const { signal } = this.#closing;
    const pause = (milliseconds: number) => delay(milliseconds, undefined, { signal, ref: false }).catch(() => {});
    if (this.#isFirst) {
      this.#isFirst = false;
      await pause(FIRST_AFTER_MS);
    }
    while (this.#dirty && !signal.aborted) {
      this.#dirty = false;
      const begun = performance.now();
      // A state that nobody could see for a moment is not a reason to end a run; the last one counts, in finish().
      await this.#publish()
        .then(() => (signal.aborted ? undefined : this.#tellProgress()))
        .catch(() => {});
      await pause(pauseAfter(performance.now() - begun));
    }
  }

  async #publish(): Promise<void> {
    const steps = this.#steps();
    const { connection, id, project, logger } = this.#task;
    const decisions = decisionsItem(steps);
    const fresh = steps.filter((step) => !this.#defined.has(step));
    await connection.services.tasks.editConfiguration({
      task: id,
      configuration: [
        stateItem(steps),
        ...(decisions ? [decisions] : []),
        ...fresh.filter(hasCode).map((step) => stepDefinition(step, project.id)),
      ],
      force: true,
    });
    for (const step of fresh) {
      this.#defined.add(step);
    }
    if (steps.length === 0) {
      return;
    }
    const pageUrl = (path: string) => connection.pageUrl(path);
    logger.reportPlotly("Pipeline", "Execution Flow", executionFlow(steps));
    logger.reportTable("Pipeline Details", "Execution Details", {
      table: executionDetails(steps, { pageUrl, projectId: project.id }),
    });
  }

  async #tellProgress(): Promise<void> {
    const steps = this.#steps();
    const ended = steps.filter((step) => step.outcomeSoFar);
    const progress = steps.length === 0 ? 0 : Math.round((100 * ended.length) / steps.length);
    if (progress !== this.#progress) {
      await this.#task.setProgress(progress);
      this.#progress = progress;
    }
  }
}

/** Tells whether a step is a function of this program; a copy of a task has its code on that task. */
function hasCode({ definition }: StepState): boolean {
  return definition.node === undefined || definition.node.job_code_section !== null;
}

/** The configuration object `Pipeline`, which the page draws and the Python SDK reads. */
export function stateItem(steps: readonly StepState[]): ConfigurationItem {
  const value = nodesText(steps);
  // The hash only tells one state from another: that of the text does, without writing a wide graph once more in another order.
  return { name: "Pipeline", type: "dictionary", description: `pipeline state: ${md5(value)}`, value };
}
