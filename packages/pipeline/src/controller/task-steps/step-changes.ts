import {
  type ConfigurationItem,
  isPlainObject,
  pythonJson,
  type RequestOf,
  type TaskRecord,
} from "@clearml-ts/protocol";
import { PipelineDefinitionError } from "../../errors.ts";
import type { JsonObject, JsonValue } from "../../values/json.ts";

/** The changes that make a step of a task, besides its parameters. */
export interface StepChanges {
  /** Configuration objects by name, as texts or as objects. */
  configurations: Readonly<Record<string, string | JsonObject>>;
  /** Fields of the task by dotted path, such as `script.branch`. */
  fields: Readonly<Record<string, JsonValue>>;
}

/** The fields of a task that a step may change, as the server takes them. */
export type StepEdit = Pick<
  RequestOf<"tasks.edit">,
  "configuration" | "script" | "container" | "comment" | "name" | "type" | "tags" | "system_tags" | "output_dest"
>;

/** Fields that may be overridden, by the first part of their path. */
const FIELDS: ReadonlySet<string> = new Set(["script", "container", "comment", "name", "type", "tags", "system_tags"]);

/** The one field of a task's output that may be overridden. */
const DESTINATION = "output.destination";

/**
 * Checks that a field may be overridden.
 *
 * @throws {@link PipelineDefinitionError} when it may not.
 */
export function checkField(path: string): void {
  if (path !== DESTINATION && !FIELDS.has(path.split(".")[0] ?? "")) {
    throw new PipelineDefinitionError(
      `The field "${path}" of a step's task cannot be overridden: it may be one of ${[...FIELDS, DESTINATION].join(", ")}.`,
    );
  }
}

/** The fields of a task as they are with changes; those that stay as they are are left out. */
export function editOf(base: TaskRecord, { configurations, fields }: StepChanges): StepEdit {
  const changed: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(fields)) {
    const [field = "", ...rest] = path.split(".");
    if (path === DESTINATION) {
      changed["output_dest"] = value;
    } else {
      changed[field] = withPart(field in changed ? changed[field] : base[field as keyof TaskRecord], rest, value);
    }
  }
  if (Object.keys(configurations).length > 0) {
    changed["configuration"] = withConfigurations(base.configuration ?? {}, configurations);
  }
  return changed as StepEdit;
}

function withPart(whole: unknown, [key, ...rest]: readonly string[], value: JsonValue): unknown {
  if (key === undefined) {
    return value;
  }
  const parts = isPlainObject(whole) ? whole : {};
  return { ...parts, [key]: withPart(parts[key], rest, value) };
}

function withConfigurations(
  stored: Record<string, ConfigurationItem>,
  configurations: StepChanges["configurations"],
): Record<string, ConfigurationItem> {
  const items = { ...stored };
  for (const [name, content] of Object.entries(configurations)) {
    const isText = typeof content === "string";
    const value = isText ? content : pythonJson(content);
    items[name] = { ...(items[name] ?? { name, ...(!isText && { type: "json" }) }), value };
  }
  return items;
}
