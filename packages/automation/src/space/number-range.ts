import { SearchSpaceError } from "../errors.ts";
import { below, type Random } from "./random.ts";

/** The ends of a range of numbers, and how it is cut. */
export interface UniformRangeOptions {
  minValue: number;
  maxValue: number;
  /** Only every such number, from the lowest one. @default any number; 100 of them in a grid */
  stepSize?: number | undefined;
  /** Whether a grid ends with the highest number. @default true */
  includeMaxValue?: boolean;
}

/** Points of a grid over a range that has no step. */
const POINTS = 100;

/** Numbers between two, each as likely as the others. */
export class NumberRange {
  readonly minValue: number;
  readonly maxValue: number;
  readonly stepSize: number | undefined;
  readonly includeMaxValue: boolean;

  /** @throws {@link SearchSpaceError} when the range is empty or not of numbers. */
  constructor(parameter: string, { minValue, maxValue, stepSize, includeMaxValue = true }: UniformRangeOptions) {
    if (!(Number.isFinite(minValue) && Number.isFinite(maxValue) && minValue <= maxValue)) {
      throw new SearchSpaceError(parameter, `goes from ${minValue} to ${maxValue}, which is not a range of numbers.`);
    }
    if (stepSize !== undefined && !(Number.isFinite(stepSize) && stepSize > 0)) {
      throw new SearchSpaceError(parameter, `has the step ${stepSize}, which is not a number above 0.`);
    }
    this.minValue = minValue;
    this.maxValue = maxValue;
    this.stepSize = stepSize;
    this.includeMaxValue = includeMaxValue;
  }

  /** Picks a number at random. As in Python, the highest one is not among those that are picked by steps. */
  pick(random: Random): number {
    const width = this.maxValue - this.minValue;
    if (this.stepSize === undefined) {
      return this.minValue + width * random();
    }
    return this.minValue + below(Math.max(Math.round(width / this.stepSize), 1), random) * this.stepSize;
  }

  /** Lists the numbers of a grid. */
  list(): number[] {
    const width = this.maxValue - this.minValue;
    const step = this.stepSize ?? width / POINTS;
    const count = width === 0 ? 0 : Math.floor(width / step);
    const numbers = Array.from({ length: count }, (_, index) => this.minValue + index * step);
    const last = numbers.at(-1);
    const isCut = this.includeMaxValue && (last === undefined || last < this.maxValue);
    return isCut ? [...numbers, this.maxValue] : numbers;
  }

  /** Writes the range as the Python SDK does. */
  toDict() {
    return {
      min_value: this.minValue,
      max_value: this.maxValue,
      step_size: this.stepSize ?? null,
      include_max: this.includeMaxValue,
    };
  }
}
