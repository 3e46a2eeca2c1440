import type { StandardSchemaV1 } from "@standard-schema/spec";
import { PipelineValueError } from "../errors.ts";
import { copyValueObject } from "../values/copy-value.ts";
import type { ValueObject } from "../values/value.ts";

/** Checks values against a schema; what the schema makes of them is what counts from there on. */
export type Check = (value: unknown, where: string) => Promise<ValueObject>;

/** Makes the check of a schema of any library; without a schema they only need to be values. */
export function schemaCheck(schema: StandardSchemaV1 | undefined): Check {
  return async (value, where) => {
    const copied = copyValueObject(value, where);
    if (!schema) {
      return copied;
    }
    const result = await schema["~standard"].validate(copied);
    if (result.issues) {
      throw new PipelineValueError(where, `must fit the schema: ${result.issues.map(describeIssue).join("; ")}`);
    }
    return copyValueObject(result.value, `${where}, as its schema reads it,`);
  };
}

function describeIssue({ message, path = [] }: StandardSchemaV1.Issue): string {
  const keys = path.map((segment) => String(typeof segment === "object" ? segment.key : segment));
  return keys.length > 0 ? `${keys.join(".")}: ${message}` : message;
}
