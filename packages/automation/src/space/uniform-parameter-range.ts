import { NumberRange, type UniformRangeOptions } from "./number-range.ts";
import { Parameter, type ParameterRecord, type ParameterSample } from "./parameter.ts";
import type { Random } from "./random.ts";

/** A hyper-parameter that is any number between two, each as likely as the others. */
export class UniformParameterRange extends Parameter {
  readonly range: NumberRange;

  /** @throws {@link SearchSpaceError} when the range is empty or not of numbers. */
  constructor(
    override readonly name: string,
    range: UniformRangeOptions,
  ) {
    super(name);
    this.range = new NumberRange(name, range);
  }

  override get names(): readonly string[] {
    return [this.name];
  }

  override getValue(random: Random = Math.random): ParameterSample {
    return { [this.name]: this.range.pick(random) };
  }

  override toList(): ParameterSample[] {
    return this.range.list().map((value) => ({ [this.name]: value }));
  }

  override toDict(): ParameterRecord {
    return { type: "UniformParameterRange", name: this.name, ...this.range.toDict() };
  }
}
