import {
  type ConfigurationItem,
  isPlainObject,
  pythonJson,
  type RequestOf,
  type TaskRecord,
} from "@clearml-ts/protocol";
import { CHANGEABLE_FIELDS, type ChangedFields, changedFields, isChangeableField } from "@clearml-ts/tasks";
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
export type StepEdit = ChangedFields & Pick<RequestOf<"tasks.edit">, "configuration">;

/**
 * Fields to override by dotted path, of which objects are taken apart, as in the Python SDK.
 *
 * @throws {@link PipelineDefinitionError} when one of them may not be overridden.
 */
export function flatFields(overrides: Readonly<Record<string, JsonValue>>, prefix = ""): Record<string, JsonValue> {
  const flat: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(overrides)) {
    const path = prefix + name;
    if (isPlainObject(value) && Object.keys(value).length > 0) {
      Object.assign(flat, flatFields(value as JsonObject, `${path}.`));
    } else if (isChangeableField(path)) {
      flat[path] = value;
    } else {
      throw new PipelineDefinitionError(
        `The field "${path}" of a step's task cannot be overridden: it may be one of ${CHANGEABLE_FIELDS.join(", ")}.`,
      );
    }
  }
  return flat;
}

/** The fields of a task as they are with changes; those that stay as they are are left out. */
export function editOf(base: TaskRecord, { configurations, fields }: StepChanges): StepEdit {
  return {
    ...changedFields(base, fields),
    ...(Object.keys(configurations).length > 0 && {
      configuration: withConfigurations(base.configuration ?? {}, configurations),
    }),
  };
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
