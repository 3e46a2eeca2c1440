import type { Connection } from "@clearml-ts/client";
import { ApiError, results } from "@clearml-ts/protocol";
import { LeftoverWeightsError, ModelInUseError } from "../errors.ts";
import { fetchModel } from "./model-state.ts";

/** How a model is deleted. */
export interface RemoveModelOptions {
  /** Delete the file that its address names as well. @default true */
  deleteWeightsFile?: boolean;
  /** Delete it although tasks use it. @default false */
  force?: boolean;
  signal?: AbortSignal;
}

/** Deletes a model, and then its weights: a model without weights would be worse than a file without a model. */
export async function removeModel(
  connection: Connection,
  id: string,
  { deleteWeightsFile = true, force = false, signal }: RemoveModelOptions,
): Promise<void> {
  const { uri = "" } = await fetchModel(connection, id);
  await deleteRecord(connection, { model: id, force, delete_external_artifacts: false }, signal);
  if (deleteWeightsFile && uri !== "") {
    try {
      await connection.storage.remove(uri, { signal });
    } catch (cause) {
      throw new LeftoverWeightsError(id, uri, { cause });
    }
  }
}

async function deleteRecord(
  { services }: Connection,
  request: { model: string; force: boolean; delete_external_artifacts: boolean },
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await services.models.delete(request, signal ? { signal } : {});
  } catch (cause) {
    if (cause instanceof ApiError && (cause.is(results.modelInUse) || cause.is(results.modelCreatingTaskExists))) {
      throw new ModelInUseError(request.model, cause.serverMessage, { cause });
    }
    throw cause;
  }
}
