import pLimit from "p-limit";
import { Step } from "../../define/call/step.ts";
import { StepNames } from "../../define/call/step-name.ts";
import type { StepOptions } from "../../define/call/step-options.ts";
import type { ComponentDefinition } from "../../define/definition/component-definition.ts";
import { PipelineDefinitionError } from "../../errors.ts";
import { ownerOf, takeInput } from "../../steps/references.ts";
import type { StepOutcome } from "../../steps/step-outcome.ts";
import { StepState } from "../../steps/step-state.ts";

/** The functions and limits that a {@link Scheduler} works with. */
export interface SchedulerOptions {
  /** Brings a step to its end; an error makes the step fail. */
  execute(step: StepState, signal: AbortSignal): Promise<StepOutcome>;
  /** Steps that may run at the same time. */
  concurrency: number;
  /** Called after each change of a step. */
  onChange(step: StepState): void;
  now(): Date;
}

/** Starts each step as soon as its parents have completed, and decides what a failure means for the others. */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #steps: StepState[] = [];
  readonly #known = new Set<StepState>();
  readonly #names = new StepNames();
  readonly #running = new Set<Promise<void>>();
  readonly #abort = new AbortController();
  #failed: StepState | undefined;
  #ended = 0;
  #closed = false;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#limit = pLimit(options.concurrency);
  }

  /** All steps so far, in the order of their calls, which is parents first. */
  get steps(): readonly StepState[] {
    return this.#steps;
  }

  /** How many of them have ended. */
  get ended(): number {
    return this.#ended;
  }

  /** The step whose failure ended the run, because nobody waited for it; undefined where there is none. */
  get failed(): StepState | undefined {
    return this.#failed;
  }

  /** Aborted when the steps that still run are no longer wanted. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /**
   * Adds a step, which starts by itself.
   *
   * @throws {@link PipelineDefinitionError} when it cannot be a step of this run.
   */
  add(definition: ComponentDefinition, input: unknown, { name, after = [] }: StepOptions): Step<unknown> {
    if (this.#closed) {
      throw new PipelineDefinitionError(
        `Component "${definition.name}" was called after its pipeline had ended. Await what calls it in the pipeline's function.`,
      );
    }
    const taken = takeInput(input);
    const parents = new Set([...taken.references, ...after].map(ownerOf));
    const stranger = [...parents].find((parent) => !this.#known.has(parent));
    if (stranger) {
      throw new PipelineDefinitionError(
        `Component "${definition.name}" was given an output of step "${stranger.name}" of another run. Pass its value instead.`,
      );
    }
    const stepName = name === undefined ? this.#names.takeNext(definition.name) : this.#names.take(name);
    const step = new StepState({ name: stepName, definition, ...taken, parents: [...parents] });
    this.#steps.push(step);
    this.#known.add(step);
    this.#options.onChange(step);
    const end = this.#follow(step).finally(() => this.#running.delete(end));
    this.#running.add(end);
    return new Step(step);
  }

  /** Aborts the steps that run, and skips those that wait. */
  abort(reason: unknown): void {
    this.#abort.abort(reason);
  }

  /** Accepts no more steps, and waits until all have ended. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#running);
  }

  async #follow(step: StepState): Promise<void> {
    const ends = await Promise.allSettled(step.parents.map((parent) => parent.ended()));
    const missing = ends.find((end, index) => end.status === "rejected" && !step.parents[index]?.letsOthersStart);
    if (missing?.status === "rejected") {
      this.#end(step, { status: "skipped", error: missing.reason });
      return;
    }
    await this.#limit(() => this.#run(step));
  }

  async #run(step: StepState): Promise<void> {
    const { signal } = this;
    if (signal.aborted) {
      this.#end(step, { status: "skipped", error: signal.reason });
      return;
    }
    step.status = "running";
    step.startedAt = this.#options.now();
    this.#options.onChange(step);
    this.#end(step, await this.#outcome(step));
  }

  async #outcome(step: StepState): Promise<StepOutcome> {
    try {
      return await this.#options.execute(step, this.signal);
    } catch (error) {
      return { status: this.signal.aborted ? "aborted" : "failed", error };
    }
  }

  #end(step: StepState, outcome: StepOutcome): void {
    if (step.startedAt) {
      step.endedAt = this.#options.now();
    }
    step.end(outcome);
    this.#ended += 1;
    const isFailure = outcome.status === "failed" || outcome.status === "aborted";
    if (isFailure && !step.isDispensable && !this.signal.aborted && !this.#isAwaited(step)) {
      this.#failed = step;
      this.#abort.abort(outcome.error);
    }
    this.#options.onChange(step);
  }

  /**
   * Whether the function waits for a step, or for one that needs it: it is told of the failure then, and decides. As with promises,
   * a failure that nobody waits for when it comes is one that nobody handles.
   */
  #isAwaited(failed: StepState): boolean {
    return this.#steps.some((step) => step.isAwaited && (step === failed || step.needs(failed)));
  }
}
