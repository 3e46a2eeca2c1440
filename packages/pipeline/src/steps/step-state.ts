import type { ComponentDefinition } from "../define/definition/component-definition.ts";
import type { OutputRef } from "../define/references/output-ref.ts";
import { StepError } from "../errors.ts";
import { messageOf } from "../message-of.ts";
import type { Value, ValueObject } from "../values/value.ts";
import { type StepOutcome, type StepSuccess, succeeded } from "./step-outcome.ts";
import type { CacheDecision, StepReport, StepStatus } from "./step-report.ts";

/** The facts about a step that are known as soon as its component is called. */
export interface StepPlan {
  name: string;
  definition: ComponentDefinition;
  /** The inputs as they were given, references among them. */
  input: unknown;
  /** The references among the inputs. @default none */
  references?: readonly OutputRef<unknown>[];
  /** Steps whose end it waits for. */
  parents: readonly StepState[];
}

/** One step while it moves from pending to its end; only the scheduler moves it. */
export class StepState {
  readonly name: string;
  readonly definition: ComponentDefinition;
  readonly input: unknown;
  readonly references: readonly OutputRef<unknown>[];
  readonly parents: readonly StepState[];
  status: StepStatus = "pending";
  taskId: string | undefined;
  /** Name of the queue that its task goes to; undefined where it runs without one. */
  queue: string | undefined;
  cache: CacheDecision | undefined;
  startedAt: Date | undefined;
  endedAt: Date | undefined;
  /** Settles when the step has ended, and never rejects. */
  readonly outcome: Promise<StepOutcome>;
  /** Whether the pipeline's function waits for the step, and so is told of its failure. */
  isAwaited = false;
  /** How it ended, as soon as it has. */
  outcomeSoFar: StepOutcome | undefined;
  #settle: (outcome: StepOutcome) => void = () => {};

  constructor({ name, definition, input, references = [], parents }: StepPlan) {
    this.name = name;
    this.definition = definition;
    this.input = input;
    this.references = references;
    this.parents = parents;
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** Records how the step ended. */
  end(outcome: StepOutcome): void {
    this.status = outcome.status;
    this.taskId = outcome.taskId ?? this.taskId;
    this.outcomeSoFar = outcome;
    this.#settle(outcome);
  }

  /**
   * Waits for the end of a step that has outputs.
   *
   * @throws {@link StepError} when it ends without.
   */
  async ended(): Promise<StepSuccess> {
    const outcome = await this.outcome;
    if (succeeded(outcome)) {
      return outcome;
    }
    throw new StepError(this.name, outcome.status, this.taskId, messageOf(outcome.error), { cause: outcome.error });
  }

  /** Whether the steps that need it start although it has ended without outputs. */
  get letsOthersStart(): boolean {
    const { skipChildrenOnFail = true, skipChildrenOnAbort = true } = this.definition;
    const { status } = this;
    return (status === "failed" && !skipChildrenOnFail) || (status === "aborted" && !skipChildrenOnAbort);
  }

  /** Whether a pipeline goes on although the step has ended without outputs. */
  get isDispensable(): boolean {
    const { continueOnFail, continueOnAbort = continueOnFail } = this.definition;
    return this.status === "aborted" ? continueOnAbort : continueOnFail;
  }

  /** Has the pipeline's function wait for the end of the step. */
  async awaitId(): Promise<string> {
    this.isAwaited = true;
    return (await this.ended()).taskId;
  }

  /** Has the pipeline's function wait for all outputs. */
  async awaitOutputs(): Promise<ValueObject> {
    this.isAwaited = true;
    return (await this.ended()).outputs.values;
  }

  /** Has the pipeline's function wait for one output; undefined where the component left an optional one out. */
  async awaitOutput(name: string): Promise<Value | undefined> {
    return (await this.awaitOutputs())[name];
  }

  /** Whether it waits for the end of another step, or for one that does. */
  needs(other: StepState, seen = new Set<StepState>()): boolean {
    return this.parents.some((parent) => {
      if (parent === other) {
        return true;
      }
      const isNew = !seen.has(parent);
      seen.add(parent);
      return isNew && parent.needs(other, seen);
    });
  }

  /** The step as users see it. */
  report(): StepReport {
    const ended = this.outcomeSoFar;
    return {
      name: this.name,
      status: this.status,
      parents: this.parents.map((parent) => parent.name),
      taskId: this.taskId,
      output: ended && succeeded(ended) ? ended.outputs.values : undefined,
      cache: this.cache,
      startedAt: this.startedAt,
      endedAt: this.endedAt,
      error: ended && !succeeded(ended) ? ended.error : undefined,
    };
  }
}
