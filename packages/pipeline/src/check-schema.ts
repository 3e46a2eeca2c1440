import type { StandardSchemaV1 } from "@standard-schema/spec";
import { PipelineValueError } from "./errors.ts";
import { type JsonObject, toJsonObject } from "./json.ts";

/** Checks values against a schema; what the schema makes of them is what counts from there on. */
export type Check = (value: unknown, where: string) => Promise<JsonObject>;

/** Makes the check of a schema of any library; without a schema values only need to be JSON. */
export function schemaCheck(schema: StandardSchemaV1 | undefined): Check {
  return async (value, where) => {
    const json = toJsonObject(value, where);
    if (!schema) {
      return json;
    }
    const result = await schema["~standard"].validate(json);
    if (result.issues) {
      throw new PipelineValueError(where, `must fit the schema: ${result.issues.map(describeIssue).join("; ")}`);
    }
    return toJsonObject(result.value, `${where}, as its schema reads it,`);
  };
}

function describeIssue({ message, path = [] }: StandardSchemaV1.Issue): string {
  const keys = path.map((segment) => String(typeof segment === "object" ? segment.key : segment));
  return keys.length > 0 ? `${keys.join(".")}: ${message}` : message;
}
