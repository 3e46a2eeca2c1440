import type { ParameterValue } from "@clearml-ts/tasks";
import { SearchSpaceError } from "../errors.ts";
import { combinations } from "./combinations.ts";
import { Parameter, type ParameterRecord, type ParameterSample } from "./parameter.ts";
import { below, type Random } from "./random.ts";

/** Values of several hyper-parameters that are tried together; each may be a range of its own. */
export type ParameterCombination = Readonly<Record<string, ParameterValue | Parameter>>;

/** Some combinations of hyper-parameters, each as likely as the others. */
export class ParameterSet extends Parameter {
  readonly combinations: readonly ParameterCombination[];

  /** @throws {@link SearchSpaceError} when there are no combinations. */
  constructor(parameterCombinations: readonly ParameterCombination[]) {
    super(undefined);
    if (parameterCombinations.length === 0) {
      throw new SearchSpaceError("ParameterSet", "has no combinations to try.");
    }
    this.combinations = parameterCombinations;
  }

  override get names(): readonly string[] {
    const names = this.combinations.flatMap((combination) =>
      Object.entries(combination).flatMap(([name, value]) => (value instanceof Parameter ? value.names : [name])),
    );
    return [...new Set(names)];
  }

  override getValue(random: Random = Math.random): ParameterSample {
    const combination = this.combinations[below(this.combinations.length, random)] ?? {};
    const samples = Object.entries(combination).map(([name, value]) =>
      value instanceof Parameter ? value.getValue(random) : { [name]: value },
    );
    return Object.assign({}, ...samples) as ParameterSample;
  }

  override toList(): ParameterSample[] {
    return this.combinations.flatMap((combination) => [
      ...combinations(
        Object.entries(combination).map(([name, value]) =>
          value instanceof Parameter ? value.toList() : [{ [name]: value }],
        ),
      ),
    ]);
  }

  override toDict(): ParameterRecord {
    const values = this.combinations.map((combination) =>
      Object.fromEntries(
        Object.entries(combination).map(([name, value]) => [name, value instanceof Parameter ? value.toDict() : value]),
      ),
    );
    return { type: "ParameterSet", name: null, values };
  }
}
