import { type AnyField, type AnyFields, readField, type TypeName } from "./fields.ts";

/** Makes a request that fits the declared fields: all of them, or only what is required. */
export function sampleRequest(fields: AnyFields, only: "all" | "required" = "all"): Record<string, unknown> {
  const wanted = Object.entries(fields).filter(([, field]) => only === "all" || readField(field).required);
  return Object.fromEntries(wanted.map(([name, field]) => [name, sampleOf(field)]));
}

function sampleOf(declaration: AnyField): unknown {
  const { type, enum: choices, minLength = 1, minimum = 50, maximum = 50, items, fields } = readField(declaration);
  if (choices) {
    return choices[0];
  }
  if (type === "string") {
    return "x".repeat(Math.max(1, minLength));
  }
  if (type === "integer" || type === "number") {
    return Math.min(Math.max(50, minimum), Math.max(maximum, minimum));
  }
  if (items !== undefined) {
    return [sampleOf(items)];
  }
  return fields === undefined ? samples[type] : sampleRequest(fields);
}

const samples: Readonly<Record<Exclude<TypeName, "string" | "integer" | "number">, unknown>> = {
  any: "x",
  boolean: true,
  object: {},
  list: ["x"],
  "string[]": ["x"],
  "string?[]": ["x", null],
  "object[]": [{}],
};
