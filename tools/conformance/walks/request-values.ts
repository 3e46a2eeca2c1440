import fc from "fast-check";
import { oddValues, pathsOf, replaced } from "../requests/mutations.ts";
import { kindNamedBy, namesOf } from "./named-ids.ts";
import type { EndpointSchema, JsonSchema } from "./request-schema.ts";

const texts = fc.constantFrom(
  "one",
  "two",
  "one",
  "two",
  "a/b",
  "one/two",
  "",
  " ",
  " one ",
  "a.b",
  "$one",
  "One",
  "é",
  "o".repeat(300),
);
const wholeNumbers = fc.constantFrom(0, 1, 2, 10, -1, 100);
const moments = fc.constantFrom("2026-01-01T00:00:00", "2020-01-01T00:00:00+00:00", "2026-01-01", "yesterday", 1.5e9);
const MAX_DEPTH = 5;

/**
 * Requests of an endpoint, of its official schema: seven in ten are such as the schema asks for; the others are changed in a
 * place, lack a field or have one more.
 */
export function requestsOf({ endpoint, schema }: EndpointSchema): fc.Arbitrary<unknown> {
  const service = endpoint.split(".")[0] ?? "";
  const fitting = valuesOf({ ...schema, type: "object" }, { service, field: "", schema, depth: 0 });
  return fc.oneof({ weight: 7, arbitrary: fitting }, { weight: 3, arbitrary: fitting.chain(oddly) });
}

function oddly(request: unknown): fc.Arbitrary<unknown> {
  const paths = [...pathsOf(request), ["additional"]];
  return fc
    .tuple(fc.constantFrom(...paths), fc.constantFrom(...oddValues))
    .map(([path, value]) => replaced(request, path, value));
}

interface Place {
  readonly service: string;
  /** The name of the nearest field. */
  readonly field: string;
  /** The whole schema, which holds the definitions. */
  readonly schema: JsonSchema;
  readonly depth: number;
}

function valuesOf(written: JsonSchema, place: Place): fc.Arbitrary<unknown> {
  const schema = resolved(written, place.schema);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  const choices = schema.oneOf ?? schema.anyOf;
  if (schema.enum !== undefined) {
    return fc.constantFrom(...schema.enum);
  }
  if (choices !== undefined && place.depth < MAX_DEPTH) {
    return fc.oneof(...choices.map((choice) => valuesOf(choice, { ...place, depth: place.depth + 1 })));
  }
  switch (type) {
    case "object":
      return objectsOf(schema, place);
    case "array":
      return place.depth > MAX_DEPTH
        ? fc.constant([])
        : fc.array(valuesOf(schema.items ?? { type: "string" }, { ...place, depth: place.depth + 1 }), {
            maxLength: 2,
          });
    case "integer":
      return wholeNumbers;
    case "number":
      return fc.oneof(wholeNumbers, fc.constant(0.5));
    case "boolean":
      return fc.boolean();
    default:
      return textsFor(place);
  }
}

function textsFor({ service, field }: Place): fc.Arbitrary<unknown> {
  const kind = kindNamedBy(service, field);
  if (kind !== undefined) {
    const others = (["task", "project", "model", "queue"] as const).flatMap(namesOf);
    return fc.oneof(
      { weight: 17, arbitrary: fc.constantFrom(...namesOf(kind)) },
      { weight: 1, arbitrary: fc.constantFrom(...others) },
      { weight: 1, arbitrary: fc.constantFrom("", "no such id", "0".repeat(32)) },
    );
  }
  return /date|time|created|started|completed|last_(update|change)/.test(field) ? moments : texts;
}

function objectsOf(schema: JsonSchema, place: Place): fc.Arbitrary<unknown> {
  const inside = (field: string): Place => ({ ...place, field, depth: place.depth + 1 });
  if (schema.properties === undefined || place.depth > MAX_DEPTH) {
    const items = typeof schema.additionalProperties === "object" ? schema.additionalProperties : { type: "string" };
    return place.depth > MAX_DEPTH
      ? fc.constant({})
      : fc.dictionary(fc.constantFrom("a", "b", "a.b", "$c", ""), valuesOf(items, inside("")), { maxKeys: 2 });
  }
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties).map(([name, field]) => {
    const values = valuesOf(field, inside(name));
    return [name, required.has(name) ? values : sometimes(values, optionalWeight(schema))] as const;
  });
  return fc.record(Object.fromEntries(fields)).map(withoutAbsent);
}

function sometimes(values: fc.Arbitrary<unknown>, weight: number): fc.Arbitrary<unknown> {
  return fc.oneof({ weight, arbitrary: values }, { weight: 10 - weight, arbitrary: fc.constant(undefined) });
}

/** In how many of ten requests a field stands that may be absent: of many fields, few are enough to make a request. */
function optionalWeight({ properties = {} }: JsonSchema): number {
  return Object.keys(properties).length > 8 ? 2 : 5;
}

function withoutAbsent(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}

function resolved(schema: JsonSchema, whole: JsonSchema): JsonSchema {
  const name = schema.$ref?.replace("#/definitions/", "");
  return name === undefined ? schema : resolved(whole.definitions?.[name] ?? {}, whole);
}
