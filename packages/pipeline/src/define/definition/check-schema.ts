import type { StandardSchemaV1 } from "@standard-schema/spec";
import { PipelineValueError } from "../../errors.ts";
import { ownCopy } from "../../values/replace-values.ts";
import { type Replace, storeValues } from "../../values/store-value.ts";
import type { StoredValue } from "../../values/stored-value.ts";

/** Checks values against a schema, and makes the stored form of the values that the schema returns. */
export type Check = (value: unknown, where: string, replace?: Replace) => Promise<StoredValue>;

/** Makes the check of a schema of any library; without a schema they only need to be values. */
export function schemaCheck(schema: StandardSchemaV1 | undefined): Check {
  return async (value, where, replace) => {
    const stored = storeValues(value, where, replace);
    if (!schema) {
      return stored;
    }
    const result = await schema["~standard"].validate(ownCopy(stored.value));
    if (result.issues) {
      throw new PipelineValueError(where, `must fit the schema: ${result.issues.map(describeIssue).join("; ")}`);
    }
    return storeValues(result.value, `${where}, as its schema reads it,`);
  };
}

function describeIssue({ message, path = [] }: StandardSchemaV1.Issue): string {
  const keys = path.map((segment) => String(typeof segment === "object" ? segment.key : segment));
  return keys.length > 0 ? `${keys.join(".")}: ${message}` : message;
}
