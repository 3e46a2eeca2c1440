import { isPlainObject, type RequestOf, type TaskRecord } from "@clearml-ts/protocol";
import type { ParameterValue } from "../parameters/parameter-text.ts";

/** The fields of a task that can be overridden in a copy of it, as the server takes them. */
export type ChangedFields = Pick<
  RequestOf<"tasks.edit">,
  "script" | "container" | "comment" | "name" | "type" | "tags" | "system_tags" | "output_dest"
>;

/** The one field of a task's output that may be overridden. */
const DESTINATION = "output.destination";

/** The first parts of paths that may be overridden, and the one path that may be so as a whole. */
export const CHANGEABLE_FIELDS: readonly string[] = [
  "script",
  "container",
  "comment",
  "name",
  "type",
  "tags",
  "system_tags",
  DESTINATION,
];

/** Tells whether a field of a task, by dotted path such as `script.branch`, may be overridden in a copy of it. */
export function isChangeableField(path: string): boolean {
  return path === DESTINATION || CHANGEABLE_FIELDS.includes(path.split(".")[0] ?? "");
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
    } else {
      changed[field] = withPart(field in changed ? changed[field] : base[field as keyof TaskRecord], rest, value);
    }
  }
  return changed as ChangedFields;
}

function withPart(whole: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) {
    return value;
  }
  const parts = isPlainObject(whole) ? whole : {};
  return { ...parts, [key]: withPart(parts[key], rest, value) };
}
