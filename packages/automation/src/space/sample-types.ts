import type { ParameterValue } from "@clearml-ts/tasks";
import type { Parameter, ParameterSample } from "./parameter.ts";

/** The values of some parameters together, by their names: what a job of a search over them is given. */
export type SampleOf<Space extends readonly Parameter[]> = [Takers<Space[number]>] extends [
  (sample: infer Samples) => void,
]
  ? Samples
  : never;

/** A function for each: the argument that all of them take has the values of all. */
type Takers<One> = One extends Parameter<infer Sample> ? (sample: Sample) => void : never;

/** The values of one combination, and those of the ranges in it. */
export type CombinationSample<Combination> = Combination extends unknown
  ? string extends keyof Combination
    ? ParameterSample
    : PlainValues<Combination> & SampleOf<readonly Extract<Combination[keyof Combination], Parameter>[]>
  : never;

type PlainValues<Combination> = {
  readonly [Name in keyof Combination as Combination[Name] extends Parameter ? never : Name]: Widened<
    Combination[Name]
  >;
};

/** Any value of the same kind: people may put others on the page. */
export type Widened<Value> = Value extends number
  ? number
  : Value extends string
    ? string
    : Value extends boolean
      ? boolean
      : Extract<Value, ParameterValue>;

/** One value by its name. */
export type Named<Name extends string, Value> = { readonly [Key in Name]: Value };

/** Puts a value under a name. */
export function named<Name extends string, Value>(name: Name, value: Value): Named<Name, Value> {
  return { [name]: value } as Named<Name, Value>;
}
