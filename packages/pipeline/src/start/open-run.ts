import { type Connection, defaultConnection } from "@clearml-ts/client";
import type { PipelineDefinition } from "../run/pipeline-definition.ts";
import { ObjectLoader } from "../values/object-loader.ts";
import type { StoredValue } from "../values/stored-value.ts";

/** The ClearML and the parameters of a run that is about to begin. */
export interface OpenedRun {
  connection: Connection;
  objects: ObjectLoader;
  /** The parameters, checked. */
  parameters: StoredValue;
}

/**
 * Checks the parameters of a run, and connects it.
 *
 * @throws {@link PipelineValueError} when the parameters are not JSON or do not fit their schema.
 */
export async function openRun(
  definition: PipelineDefinition,
  params: unknown,
  { connection: given }: { connection?: Connection | undefined },
): Promise<OpenedRun> {
  const checked = await definition.check(params, `Parameters of pipeline "${definition.name}"`);
  const connection = given ?? (await defaultConnection());
  const objects = new ObjectLoader(connection);
  return { connection, objects, parameters: await objects.adopt(checked) };
}
