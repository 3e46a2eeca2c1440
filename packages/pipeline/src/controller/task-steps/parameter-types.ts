import type { TaskRecord } from "@clearml-ts/protocol";
import type { Value } from "../../values/value.ts";

/**
 * The types that parameters keep, by full name: those whose new values are texts, which references to parameters always are. The
 * program reads the text by the type that the parameter had. Reference: `Task._set_parameters` in
 * `clearml/backend_interface/task/task.py`.
 */
export function keptTypes(
  { hyperparams = {} }: Pick<TaskRecord, "hyperparams">,
  parameters: Readonly<Record<string, Value>>,
): Record<string, string> {
  const types: Record<string, string> = {};
  for (const [fullName, value] of Object.entries(parameters)) {
    const slash = fullName.indexOf("/");
    const type = hyperparams[fullName.slice(0, slash)]?.[fullName.slice(slash + 1)]?.type;
    if (typeof value === "string" && type) {
      types[fullName] = type;
    }
  }
  return types;
}
