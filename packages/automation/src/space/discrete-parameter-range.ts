import type { ParameterValue } from "@clearml-ts/tasks";
import { SearchSpaceError } from "../errors.ts";
import { Parameter, type ParameterRecord } from "./parameter.ts";
import { below, type Random } from "./random.ts";
import { type Named, named, type Widened } from "./sample-types.ts";

/** A hyper-parameter that is one of some values, each as likely as the others. */
export class DiscreteParameterRange<
  Name extends string = string,
  Value extends ParameterValue = ParameterValue,
> extends Parameter<Named<Name, Widened<Value>>> {
  readonly values: readonly Widened<Value>[];

  /** @throws {@link SearchSpaceError} when there are no values. */
  constructor(
    override readonly name: Name,
    { values }: { values: readonly Value[] },
  ) {
    super(name);
    if (values.length === 0) {
      throw new SearchSpaceError(name, "has no values to try.");
    }
    this.values = values as unknown as readonly Widened<Value>[];
  }

  override get names(): readonly string[] {
    return [this.name];
  }

  override getValue(random: Random = Math.random): Named<Name, Widened<Value>> {
    return named(this.name, this.values[below(this.values.length, random)] as Widened<Value>);
  }

  override toList(): Named<Name, Widened<Value>>[] {
    return this.values.map((value) => named(this.name, value));
  }

  override toDict(): ParameterRecord {
    return { type: "DiscreteParameterRange", name: this.name, values: this.values };
  }
}
