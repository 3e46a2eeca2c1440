import { type Hyperparams, isPlainObject } from "@clearml-ts/protocol";
import { flattenParameters, storedItem } from "../parameters/hyperparams.ts";
import type { ParameterValue } from "../parameters/parameter-text.ts";
import { type TaskOrigin, whoseValue } from "../record/task-origin.ts";
import { fitParameter } from "./fit-value.ts";

/** The parameters that a program works with, and those that are to be stored. */
export interface SettledParameters {
  /** Values by name, nested as they were declared. */
  values: Record<string, unknown>;
  /** Values by full name. */
  toStore: Map<string, ParameterValue>;
}

/**
 * Decides for each declared parameter whose value counts, the program's or the task's.
 *
 * @throws {@link InvalidValueError} when a declared value has no stored form.
 * @throws {@link ServerValueError} when a value of the task does not fit the declared one.
 */
export function settleParameters(
  declared: object,
  { stored, section, origin }: { stored: Hyperparams; section: string; origin: TaskOrigin },
): SettledParameters {
  const prefix = `${section}/`;
  const itemOfTask = (name: string) => {
    const item = storedItem(stored, name);
    return whoseValue(origin, item) === "task" ? item : undefined;
  };
  const flat = flattenParameters(declared, prefix);
  const settle = (name: string, value: unknown) => {
    const item = itemOfTask(name);
    return item === undefined ? value : fitParameter(value, item, name);
  };
  return {
    values: settleTree(entriesOf(declared), prefix, settle),
    toStore: new Map([...flat].filter(([name]) => itemOfTask(name) === undefined)),
  };
}

/** Walks the names as `flattenParameters` does, and keeps the shape. */
function settleTree(
  entries: Iterable<readonly [string, unknown]>,
  prefix: string,
  settle: (name: string, value: unknown) => unknown,
): Record<string, unknown> {
  const settled = [...entries].map(([key, value]): [string, unknown] => {
    const name = prefix + key;
    const nested = isNest(value) ? entriesOf(value) : [];
    if (nested.length === 0) {
      return [key, settle(name, value)];
    }
    const tree = settleTree(nested, `${name}/`, settle);
    return [key, value instanceof Map ? new Map(Object.entries(tree)) : tree];
  });
  return Object.fromEntries(settled);
}

function isNest(value: unknown): value is object {
  return value instanceof Map || isPlainObject(value);
}

function entriesOf(tree: object): [string, unknown][] {
  return tree instanceof Map ? [...tree] : Object.entries(tree);
}
