import { isPlainObject, type RequestOf, type TaskRecord } from "@clearml-ts/protocol";
import type { ParameterValue } from "../../parameters/parameter-text.ts";

/** The fields of a task that can be overridden in a copy of it, as the server takes them. */
export type ChangedFields = Pick<
  RequestOf<"tasks.edit">,
  "script" | "execution" | "container" | "comment" | "name" | "type" | "tags" | "system_tags" | "output_dest"
>;

/** Fields that may be overridden part by part. */
const IN_PARTS: readonly string[] = ["script", "execution", "container"];

/** Fields that may be overridden as a whole. */
const WHOLE: readonly string[] = ["comment", "name", "type", "tags", "system_tags"];

/** The field with what a task has made, besides what it runs with. */
const EXECUTION = "execution";

/** The one field of a task's output that may be overridden. */
const DESTINATION = "output.destination";

/** The paths that may be overridden; `*` stands for a part, and the parts of it. */
export const CHANGEABLE_FIELDS: readonly string[] = [...WHOLE, DESTINATION, ...IN_PARTS.map((field) => `${field}.*`)];

/** Tells whether a field of a task, by dotted path such as `script.branch`, may be overridden in a copy of it. */
export function isChangeableField(path: string): boolean {
  const [field = "", ...rest] = path.split(".");
  return path === DESTINATION || (rest.length > 0 ? IN_PARTS : WHOLE).includes(field);
}

/** The fields of a task with other values, given by dotted path; those that stay as they are are left out. */
export function changedFields(
  base: TaskRecord,
  values: Readonly<Record<string, ParameterValue | undefined>>,
): ChangedFields {
  const changed: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(values)) {
    const [field = "", ...rest] = path.split(".");
    if (path === DESTINATION) {
      changed["output_dest"] = value;
    } else if (field === EXECUTION) {
      changed[field] = withExecution({ ...base.execution }, { ...(changed[field] ?? {}) }, { path: rest, value });
    } else {
      changed[field] = withPart(field in changed ? changed[field] : base[field as keyof TaskRecord], rest, value);
    }
  }
  return changed as ChangedFields;
}

/** The changed parts only: the server keeps the others, and the results of a task are not those of its copy. */
function withExecution(
  base: Record<string, unknown>,
  changed: Record<string, unknown>,
  { path: [part = "", ...rest], value }: { path: readonly string[]; value: unknown },
): Record<string, unknown> {
  return { ...changed, [part]: withPart(changed[part] ?? base[part], rest, value) };
}

function withPart(whole: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) {
    return value;
  }
  const parts = isPlainObject(whole) ? whole : {};
  return { ...parts, [key]: withPart(parts[key], rest, value) };
}
