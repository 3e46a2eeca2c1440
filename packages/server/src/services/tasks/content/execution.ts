import { results } from "@clearml-ts/protocol";
import { ApiFailure } from "../../../errors.ts";
import { type Document, isDocument } from "../../../query/document-path.ts";
import { asBoolean } from "../../../values/python-casts.ts";

/**
 * Refuses what the official server does not store of an execution: labels of a model that are not numbers, or share one,
 * descriptions of one that are not texts, or whose name is empty or begins with `$`, and cells of an artifact's table that are not plain
 * values.
 *
 * @throws {@link ApiFailure} 400/800 when there is such a label, description or cell.
 */
export function checkExecution({ model_labels: labels, model_desc: described, artifacts }: Document): void {
  if (isDocument(labels)) {
    const numbers = Object.values(labels);
    const used = numbers.filter(asBoolean).map(Number);
    if (!numbers.every(isLabel) || new Set(used).size !== used.length) {
      throw refuse("model_labels: expected a number of its own for each label");
    }
  }
  if (isDocument(described) && !Object.entries(described).every(isDescription)) {
    throw refuse('model_desc: expected texts, under names that are not empty and do not begin with "$"');
  }
  if (Array.isArray(artifacts) && !artifacts.filter(isDocument).flatMap(cellsOf).every(isPlain)) {
    throw refuse("artifacts: expected rows of texts and numbers to display");
  }
}

function isLabel(value: unknown): boolean {
  return value === null || typeof value === "boolean" || Number.isInteger(value);
}

function isDescription([name, value]: [string, unknown]): boolean {
  return name !== "" && !name.startsWith("$") && (value === null || typeof value === "string");
}

function cellsOf({ display_data: rows }: Document): unknown[] {
  return Array.isArray(rows) ? rows.flatMap((row: unknown) => (Array.isArray(row) ? row : [])) : [];
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value !== "object";
}

function refuse(detail: string): ApiFailure {
  return new ApiFailure(results.dataValidationError, { detail: `execution.${detail}` });
}
