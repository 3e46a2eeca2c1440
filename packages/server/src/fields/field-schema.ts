import { type AnyField, type AnyFields, readField, type TypeName } from "./fields.ts";

/** The JSON schema of an object. */
export interface ObjectSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, object>>;
  readonly required: string[];
}

/** Writes declared fields as a JSON schema. */
export function schemaOf(fields: AnyFields): ObjectSchema {
  const declared = Object.entries(fields);
  return {
    type: "object",
    properties: Object.fromEntries(declared.map(([name, field]) => [name, fieldSchema(field)])),
    required: declared.flatMap(([name, field]) => (readField(field).required ? [name] : [])),
  };
}

function fieldSchema(declaration: AnyField): object {
  const { type, required: _, items, fields, exact, stored: __, null: ___, values, ...limits } = readField(declaration);
  return {
    ...typeSchemas[type],
    ...limits,
    ...(items !== undefined && { items: fieldSchema(items) }),
    ...(fields !== undefined && schemaOf(fields)),
    ...(exact && { additionalProperties: false }),
    ...(values !== undefined && { additionalProperties: fieldSchema(values) }),
  };
}

const typeSchemas: Readonly<Record<TypeName, object>> = {
  any: {},
  string: { type: "string" },
  integer: { type: "integer" },
  number: { type: "number" },
  boolean: { type: "boolean" },
  object: { type: "object" },
  list: { type: "array" },
  "string[]": { type: "array", items: { type: "string" } },
  "string?[]": { type: "array", items: { type: ["string", "null"] } },
  "object[]": { type: "array", items: { type: "object" } },
};
