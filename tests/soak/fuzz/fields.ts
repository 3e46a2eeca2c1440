import fc from "fast-check";
import { type Cast, ROLES, type Role } from "./cast.ts";
import type { FieldSchema } from "./endpoint-schemas.ts";
import { roleOf, wordsOf } from "./field-words.ts";
import { oddText, plainText } from "./odd-texts.ts";
import { oddNumber, oddValue } from "./odd-values.ts";
import { looseObject, structures } from "./structures.ts";

/** Makes values for the fields of requests, of the right type more often than not, about things that are there. */
export class Fields {
  readonly #cast: Cast;
  readonly #structures: Readonly<Record<string, fc.Arbitrary<unknown>>>;

  constructor(cast: Cast) {
    this.#cast = cast;
    this.#structures = structures((role) => this.id(role));
  }

  /** A value for a declared field. */
  declared(name: string, schema: FieldSchema): fc.Arbitrary<unknown> {
    return fc.oneof({ weight: 14, arbitrary: this.#typed(name, schema) }, { weight: 1, arbitrary: oddValue });
  }

  /** A value for a field of which only the name is known. */
  named(name: string): fc.Arbitrary<unknown> {
    const fitting = this.#structure(name) ?? this.id(name);
    return fc.oneof({ weight: 3, arbitrary: fitting }, { weight: 2, arbitrary: oddValue });
  }

  /** The id of something that exists: of the kind that the field is called by, if it is. */
  id(field = ""): fc.Arbitrary<string> {
    const known = roleOf(field);
    const role: fc.Arbitrary<Role> = fc.oneof(
      { weight: known ? 5 : 0, arbitrary: fc.constant(known ?? "task") },
      { weight: 1, arbitrary: fc.constantFrom(...ROLES) },
    );
    return fc.tuple(role, fc.nat(20)).map(([one, number]) => this.#cast.pick(one, number));
  }

  #structure(name: string): fc.Arbitrary<unknown> | undefined {
    return Object.hasOwn(this.#structures, name) ? this.#structures[name] : undefined;
  }

  #typed(name: string, { type, items }: FieldSchema): fc.Arbitrary<unknown> {
    const structure = this.#structure(name) ?? looseObject(fc.oneof(this.id(), plainText, oddValue));
    switch (type) {
      case "string":
        return fc.oneof(
          { weight: 4, arbitrary: this.id(name) },
          { weight: 2, arbitrary: fc.constantFrom(...wordsOf(name)) },
          { weight: 2, arbitrary: oddText },
        );
      case "integer":
        return oddNumber.map(Math.trunc);
      case "number":
        return oddNumber;
      case "boolean":
        return fc.boolean();
      case "array":
        return items?.type === "object"
          ? fc.oneof(structure, fc.array(structure, { maxLength: 3 }))
          : this.#list(name, items);
      default:
        return structure;
    }
  }

  #list(name: string, items: FieldSchema["items"]): fc.Arbitrary<unknown> {
    const element = fc.oneof(this.id(name), plainText, oddText);
    const many = fc
      .tuple(oddText, fc.constantFrom(100, 2000))
      .map(([text, times]) => Array.from({ length: times }, (_, index) => `${text.slice(0, 20)}${index}`));
    return fc.oneof(
      { weight: 5, arbitrary: fc.array(items ? element : fc.oneof(element, oddValue), { maxLength: 4 }) },
      { weight: 1, arbitrary: many },
    );
  }
}
