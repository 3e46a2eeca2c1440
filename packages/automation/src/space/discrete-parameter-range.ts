import type { ParameterValue } from "@clearml-ts/tasks";
import { SearchSpaceError } from "../errors.ts";
import { Parameter, type ParameterRecord, type ParameterSample } from "./parameter.ts";
import { below, type Random } from "./random.ts";

/** A hyper-parameter that is one of some values, each as likely as the others. */
export class DiscreteParameterRange extends Parameter {
  readonly values: readonly ParameterValue[];

  /** @throws {@link SearchSpaceError} when there are no values. */
  constructor(
    override readonly name: string,
    { values }: { values: readonly ParameterValue[] },
  ) {
    super(name);
    if (values.length === 0) {
      throw new SearchSpaceError(name, "has no values to try.");
    }
    this.values = values;
  }

  override get names(): readonly string[] {
    return [this.name];
  }

  override getValue(random: Random = Math.random): ParameterSample {
    return { [this.name]: this.values[below(this.values.length, random)] ?? null };
  }

  override toList(): ParameterSample[] {
    return this.values.map((value) => ({ [this.name]: value }));
  }

  override toDict(): ParameterRecord {
    return { type: "DiscreteParameterRange", name: this.name, values: this.values };
  }
}
