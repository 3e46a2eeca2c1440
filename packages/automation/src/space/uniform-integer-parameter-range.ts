import { SearchSpaceError } from "../errors.ts";
import { Parameter, type ParameterRecord } from "./parameter.ts";
import { below, type Random } from "./random.ts";
import { type Named, named } from "./sample-types.ts";

/** The ends of a range of whole numbers, and how it is cut. */
export interface UniformIntegerRangeOptions {
  minValue: number;
  maxValue: number;
  /** Only every such number, from the lowest one. @default 1 */
  stepSize?: number;
  /** Whether the highest number belongs to the range. @default true */
  includeMaxValue?: boolean;
}

/** A hyper-parameter that is a whole number between two, each as likely as the others. */
export class UniformIntegerParameterRange<Name extends string = string> extends Parameter<Named<Name, number>> {
  readonly minValue: number;
  readonly maxValue: number;
  readonly stepSize: number;
  readonly includeMaxValue: boolean;

  /** @throws {@link SearchSpaceError} when the range is empty or not of whole numbers. */
  constructor(
    override readonly name: Name,
    { minValue, maxValue, stepSize = 1, includeMaxValue = true }: UniformIntegerRangeOptions,
  ) {
    super(name);
    if (![minValue, maxValue, stepSize].every(Number.isSafeInteger) || stepSize < 1) {
      throw new SearchSpaceError(name, `goes from ${minValue} to ${maxValue} by ${stepSize}: use whole numbers.`);
    }
    if (minValue > maxValue || (minValue === maxValue && !includeMaxValue)) {
      throw new SearchSpaceError(name, `goes from ${minValue} to ${maxValue}, where there is no number.`);
    }
    this.minValue = minValue;
    this.maxValue = maxValue;
    this.stepSize = stepSize;
    this.includeMaxValue = includeMaxValue;
  }

  override get names(): readonly string[] {
    return [this.name];
  }

  /** As in Python, a step that does not divide the range may lead past the highest number by less than a step. */
  override getValue(random: Random = Math.random): Named<Name, number> {
    const end = this.maxValue + (this.includeMaxValue ? this.stepSize : 0);
    const count = Math.ceil((end - this.minValue) / this.stepSize);
    return named(this.name, this.minValue + below(count, random) * this.stepSize);
  }

  override toList(): Named<Name, number>[] {
    const count = Math.ceil((this.maxValue - this.minValue) / this.stepSize);
    const numbers = Array.from({ length: count }, (_, index) => this.minValue + index * this.stepSize);
    return [...numbers, ...(this.includeMaxValue ? [this.maxValue] : [])].map((number) => named(this.name, number));
  }

  override toDict(): ParameterRecord {
    return {
      type: "UniformIntegerParameterRange",
      name: this.name,
      min_value: this.minValue,
      max_value: this.maxValue,
      step_size: this.stepSize,
      include_max: this.includeMaxValue,
    };
  }
}
