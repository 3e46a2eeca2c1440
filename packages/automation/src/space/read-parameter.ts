import { isPlainObject } from "@clearml-ts/protocol";
import type { ParameterValue } from "@clearml-ts/tasks";
import { SearchSpaceError } from "../errors.ts";
import { DiscreteParameterRange } from "./discrete-parameter-range.ts";
import { LogUniformParameterRange } from "./log-uniform-parameter-range.ts";
import type { UniformRangeOptions } from "./number-range.ts";
import type { Parameter } from "./parameter.ts";
import { type ParameterCombination, ParameterSet } from "./parameter-set.ts";
import { UniformIntegerParameterRange } from "./uniform-integer-parameter-range.ts";
import { UniformParameterRange } from "./uniform-parameter-range.ts";

/**
 * Reads a parameter as either SDK writes it into the configuration of the optimizer's task, where people may have changed it.
 *
 * @throws {@link SearchSpaceError} when it is not one.
 */
export function readParameter(record: unknown): Parameter {
  if (!isPlainObject(record)) {
    throw new SearchSpaceError(String(record), "is not a parameter: it needs a type and a name.");
  }
  const { type, name } = record;
  if (type === "ParameterSet") {
    return new ParameterSet(listOf(record, "values").map(readCombination));
  }
  if (typeof name !== "string" || name === "") {
    throw new SearchSpaceError(String(type), "has no name.");
  }
  switch (type) {
    case "UniformParameterRange":
      return new UniformParameterRange(name, rangeOf(record));
    case "LogUniformParameterRange":
      return new LogUniformParameterRange(name, { ...rangeOf(record), base: numberOf(record["base"] ?? 10) });
    case "UniformIntegerParameterRange": {
      const { stepSize = 1, ...range } = rangeOf(record);
      return new UniformIntegerParameterRange(name, { ...range, stepSize });
    }
    case "DiscreteParameterRange":
      return new DiscreteParameterRange(name, { values: listOf(record, "values") as ParameterValue[] });
    default:
      throw new SearchSpaceError(name, `is of the unknown type ${String(type)}.`);
  }
}

function rangeOf(record: Record<string, unknown>): UniformRangeOptions {
  const { min_value, max_value, step_size, include_max } = record;
  return {
    minValue: numberOf(min_value),
    maxValue: numberOf(max_value),
    stepSize: step_size === null || step_size === undefined ? undefined : numberOf(step_size),
    includeMaxValue: include_max !== false,
  };
}

/** Refuses a value that is not a number, with the range that it belongs to. */
function numberOf(value: unknown): number {
  return typeof value === "number" ? value : Number.NaN;
}

function listOf(record: Record<string, unknown>, field: string): unknown[] {
  const list = record[field];
  if (!Array.isArray(list)) {
    throw new SearchSpaceError(String(record["name"] ?? record["type"]), `has no list of ${field}.`);
  }
  return list;
}

function readCombination(combination: unknown): ParameterCombination {
  if (!isPlainObject(combination)) {
    throw new SearchSpaceError("ParameterSet", "has a combination that is not an object.");
  }
  return Object.fromEntries(
    Object.entries(combination).map(([name, value]) => [
      name,
      isPlainObject(value) && typeof value["type"] === "string" && "name" in value
        ? readParameter(value)
        : (value as ParameterValue),
    ]),
  );
}
