import { NumberRange, type UniformRangeOptions } from "./number-range.ts";
import { Parameter, type ParameterRecord } from "./parameter.ts";
import type { Random } from "./random.ts";
import { type Named, named } from "./sample-types.ts";

/** A hyper-parameter that is any number between two, each as likely as the others. */
export class UniformParameterRange<Name extends string = string> extends Parameter<Named<Name, number>> {
  readonly range: NumberRange;

  /** @throws {@link SearchSpaceError} when the range is empty or not of numbers. */
  constructor(
    override readonly name: Name,
    range: UniformRangeOptions,
  ) {
    super(name);
    this.range = new NumberRange(name, range);
  }

  override get names(): readonly string[] {
    return [this.name];
  }

  override getValue(random: Random = Math.random): Named<Name, number> {
    return named(this.name, this.range.pick(random));
  }

  override toList(): Named<Name, number>[] {
    return this.range.list().map((value) => named(this.name, value));
  }

  override toDict(): ParameterRecord {
    return { type: "UniformParameterRange", name: this.name, ...this.range.toDict() };
  }
}
