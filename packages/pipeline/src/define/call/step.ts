import { ownCopy } from "../../values/replace-values.ts";
import type { Value, ValueObject } from "../../values/value.ts";
import { OutputRef, type RefTarget } from "../references/output-ref.ts";

/** One reference for each output. */
export type OutputRefs<Output> = { readonly [Name in keyof Output]-?: OutputRef<Output[Name]> };

/** One step as its references see it: they wait for its values. */
export interface StepSource {
  readonly name: string;
  /** Has the pipeline's function wait for the end of the step; rejects when it has no outputs. */
  awaitId(): Promise<string>;
  /** Has the pipeline's function wait for all outputs. */
  awaitOutputs(): Promise<ValueObject>;
  /** Has the pipeline's function wait for one output. */
  awaitOutput(name: string): Promise<Value | undefined>;
}

const steps = new WeakMap<object, Step<unknown>>();

/**
 * A call of a component in a pipeline, which runs as soon as its inputs are there.
 *
 * Hand its `outputs` to other components without waiting, or await it to get them as values. As an input of another
 * component the step itself stands for all its outputs as one object.
 */
export class Step<out Output> extends OutputRef<Output> {
  /** Name of the step, which is the component's with a number behind it where the component is called again. */
  readonly name: string;
  /** A reference for each output, to be handed to other components. */
  readonly outputs: OutputRefs<Output>;
  /** The id that the step's task will have. */
  readonly taskId: OutputRef<string>;

  constructor(state: StepSource) {
    super({
      owner: state,
      target: { kind: "outputs" },
      value: async () => ownCopy(await state.awaitOutputs()) as Output,
    });
    this.name = state.name;
    this.taskId = new OutputRef({
      owner: state,
      target: { kind: "id" },
      value: () => state.awaitId(),
    });
    // Which outputs there will be is known to the compiler, but not here before the step has run.
    this.outputs = new Proxy({} as OutputRefs<Output>, {
      get: (_target, name) => (typeof name === "string" ? outputRef(state, { kind: "output", name }) : undefined),
    });
    steps.set(this.outputs, this);
  }
}

/** The reference that a value is, if it is one; `step.outputs` as a whole is as good as the step. */
export function asRef(value: unknown): OutputRef<unknown> | undefined {
  if (value instanceof OutputRef) {
    return value;
  }
  return typeof value === "object" && value !== null ? steps.get(value) : undefined;
}

function outputRef(state: StepSource, target: RefTarget & { kind: "output" }): OutputRef<never> {
  return new OutputRef({
    owner: state,
    target,
    value: async () => ownCopy(await state.awaitOutput(target.name)) as never,
  });
}
