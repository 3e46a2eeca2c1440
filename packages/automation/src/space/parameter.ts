import type { ParameterValue } from "@clearml-ts/tasks";
import type { Random } from "./random.ts";

/** The values that a job is given, by the full names of its hyper-parameters, such as `Args/rate`. */
export type ParameterSample = Readonly<Record<string, ParameterValue>>;

/** A parameter as the Python SDK writes it into the configuration of the optimizer's task. */
export interface ParameterRecord {
  /** Name of the class, which is the same in both languages. */
  type: string;
  name: string | null;
  readonly [field: string]: ParameterValue;
}

/** One hyper-parameter of a search, or several that go together, with the values to try; typed by what it yields. */
export abstract class Parameter<Sample extends ParameterSample = ParameterSample> {
  /** Full name of the parameter, such as `Args/rate`; undefined for those that go together. */
  readonly name: string | undefined;

  protected constructor(name: string | undefined) {
    this.name = name;
  }

  /** Full names of the parameters that samples have. */
  abstract get names(): readonly string[];

  /** Picks values at random. */
  abstract getValue(random?: Random): Sample;

  /** Lists all values that a grid has. */
  abstract toList(): Sample[];

  /** Writes the parameter as the Python SDK does. */
  abstract toDict(): ParameterRecord;
}
