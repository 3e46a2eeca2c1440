import { isPlainObject } from "@clearml-ts/protocol";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { InvalidValueError } from "../errors.ts";
import { mergeDeep } from "../merge-deep.ts";
import { storedItem } from "../parameters/hyperparams.ts";
import { castParameter } from "../parameters/parameter-text.ts";
import type { TaskState } from "../record/task-state.ts";
import type { TaskConnectOptions } from "./connect-options.ts";
import { settleOnTask } from "./connect-parameters.ts";
import { ServerValueError } from "./errors.ts";
import { IGNORE_OVERRIDES, parameterOrigin } from "./remote-overrides.ts";

/** Tells a schema, of any library, from parameters. */
export function isSchema(value: object): value is StandardSchemaV1 {
  return "~standard" in value;
}

/**
 * Connects parameters that a schema describes: its defaults are the values of the program, and whatever the task has in
 * their place must pass it too.
 *
 * @throws {@link InvalidValueError} when the schema needs a parameter that neither it nor the task has a value for.
 * @throws {@link ServerValueError} when a value of the task does not pass the schema.
 */
export async function connectSchema<S extends StandardSchemaV1>(
  task: TaskState,
  schema: S,
  options: TaskConnectOptions,
): Promise<StandardSchemaV1.InferOutput<S>> {
  const { section, origin } = await parameterOrigin(task, options);
  const defaults = await schema["~standard"].validate({});
  // Parameters without a default have the type that they are stored with.
  const ofTask = origin.serverWins ? sectionOf(task, section) : {};
  const declared = defaults.issues || !isPlainObject(defaults.value) ? {} : defaults.value;
  const settled = await settleOnTask(task, declared, { section, origin });
  const values = mergeDeep(ofTask, settled);
  const checked = await schema["~standard"].validate(values);
  if (!checked.issues) {
    return checked.value;
  }
  const again = await schema["~standard"].validate(mergeDeep(values, spelledOut(ofTask, checked.issues)));
  if (again.issues) {
    throw unfit(task, section, checked.issues);
  }
  return again.value;
}

/**
 * Reads texts that a schema refuses as the values that they spell: a parameter that people add on the page has no type,
 * and a schema does not say which one it wants.
 */
function spelledOut(
  ofTask: Record<string, unknown>,
  issues: readonly StandardSchemaV1.Issue[],
): Record<string, unknown> {
  return issues.map(keysOf).reduce<Record<string, unknown>>((tree, keys) => {
    const text = keys.reduce<unknown>((value, key) => (isPlainObject(value) ? value[key] : undefined), ofTask);
    const items = typeof text === "string" ? castParameter(`[${text}]`, "list") : undefined;
    return Array.isArray(items) && items.length === 1 ? mergeDeep(tree, treeOf(keys, items[0])) : tree;
  }, {});
}

function keysOf({ path = [] }: StandardSchemaV1.Issue): string[] {
  return path.map((segment) => String(typeof segment === "object" ? segment.key : segment));
}

function treeOf(keys: readonly string[], value: unknown): Record<string, unknown> {
  return keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>;
}

/** The parameters of one section, nested as their names say. */
function sectionOf(task: TaskState, section: string): Record<string, unknown> {
  const { [section]: items = {} } = task.record.hyperparams ?? {};
  const { [IGNORE_OVERRIDES]: _note, ...parameters } = items;
  return Object.entries(parameters)
    .map(([name, { value, type }]) => treeOf(name.split("/"), castParameter(value, type)))
    .reduce<Record<string, unknown>>(mergeDeep, {});
}

function unfit(task: TaskState, section: string, [first]: readonly StandardSchemaV1.Issue[]): Error {
  const { message = "" } = first ?? {};
  const name = [section, ...(first ? keysOf(first) : [])].join("/");
  const item = task.origin.serverWins ? storedItem(task.record.hyperparams ?? {}, name) : undefined;
  return item
    ? new ServerValueError(
        { kind: "parameter", name },
        { text: item.value, expected: `what its schema says: ${message}` },
      )
    : new InvalidValueError(`The parameter "${name}" does not pass its schema: ${message}. Give it a default.`);
}
