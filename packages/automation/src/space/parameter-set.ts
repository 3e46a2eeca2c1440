import type { ParameterValue } from "@clearml-ts/tasks";
import { SearchSpaceError } from "../errors.ts";
import { combinations } from "./combinations.ts";
import { Parameter, type ParameterRecord } from "./parameter.ts";
import { below, type Random } from "./random.ts";
import type { CombinationSample } from "./sample-types.ts";

/** Values of several hyper-parameters that are tried together; each may be a range of its own. */
export type ParameterCombination = Readonly<Record<string, ParameterValue | Parameter>>;

/** Some combinations of hyper-parameters, each as likely as the others. */
export class ParameterSet<Combination extends ParameterCombination = ParameterCombination> extends Parameter<
  CombinationSample<Combination>
> {
  readonly combinations: readonly Combination[];

  /** @throws {@link SearchSpaceError} when there are no combinations. */
  constructor(parameterCombinations: readonly Combination[]) {
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

  override getValue(random: Random = Math.random): CombinationSample<Combination> {
    const combination: ParameterCombination = this.combinations[below(this.combinations.length, random)] ?? {};
    const samples = Object.entries(combination).map(([name, value]) =>
      value instanceof Parameter ? value.getValue(random) : { [name]: value },
    );
    return Object.assign({}, ...samples) as CombinationSample<Combination>;
  }

  override toList(): CombinationSample<Combination>[] {
    const samples = this.combinations.flatMap((combination) => [
      ...combinations(
        Object.entries(combination).map(([name, value]) =>
          value instanceof Parameter ? value.toList() : [{ [name]: value }],
        ),
      ),
    ]);
    return samples as CombinationSample<Combination>[];
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
