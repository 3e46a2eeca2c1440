import type { Task } from "@clearml-ts/tasks";
import type { ObjectLoader } from "../../values/object-loader.ts";
import { readArguments } from "../../values/parameter-form.ts";
import type { StoredValue } from "../../values/stored-value.ts";
import type { PipelineDefinition } from "../pipeline-definition.ts";

/**
 * Reads the parameters of a run from its controller's task, where they may have been changed, and checks them.
 *
 * @throws {@link PipelineValueError} when they do not fit.
 */
export async function storedParameters(
  definition: PipelineDefinition,
  { id, record }: Task,
  objects: ObjectLoader,
): Promise<StoredValue> {
  const given = await readArguments(record.hyperparams?.["Args"] ?? {}, objects);
  return objects.adopt(await definition.check(given, `Parameters of task ${id}`));
}
