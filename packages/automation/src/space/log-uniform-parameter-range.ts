import { SearchSpaceError } from "../errors.ts";
import { NumberRange, type UniformRangeOptions } from "./number-range.ts";
import { Parameter, type ParameterRecord } from "./parameter.ts";
import type { Random } from "./random.ts";
import { type Named, named } from "./sample-types.ts";

/** The ends of a range of exponents. */
export interface LogUniformRangeOptions extends UniformRangeOptions {
  /** The number that is raised to the exponents. @default 10 */
  base?: number;
}

/** A hyper-parameter that is a power whose exponent is any number between two, each as likely as the others. */
export class LogUniformParameterRange<Name extends string = string> extends Parameter<Named<Name, number>> {
  readonly exponents: NumberRange;
  readonly base: number;

  /** @throws {@link SearchSpaceError} when the range is empty, or its powers are not numbers above 0. */
  constructor(
    override readonly name: Name,
    { base = 10, ...exponents }: LogUniformRangeOptions,
  ) {
    super(name);
    this.exponents = new NumberRange(name, exponents);
    this.base = base;
    const ends = [base ** this.exponents.minValue, base ** this.exponents.maxValue];
    if (!ends.every((power) => Number.isFinite(power) && power > 0) || !(base > 0)) {
      throw new SearchSpaceError(name, `goes from ${ends[0]} to ${ends[1]}, which are not numbers above 0.`);
    }
  }

  override get names(): readonly string[] {
    return [this.name];
  }

  override getValue(random: Random = Math.random): Named<Name, number> {
    return named(this.name, this.base ** this.exponents.pick(random));
  }

  override toList(): Named<Name, number>[] {
    return this.exponents.list().map((exponent) => named(this.name, this.base ** exponent));
  }

  override toDict(): ParameterRecord {
    return { type: "LogUniformParameterRange", name: this.name, ...this.exponents.toDict(), base: this.base };
  }
}
