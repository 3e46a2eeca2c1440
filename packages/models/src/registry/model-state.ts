import type { Connection } from "@clearml-ts/client";
import { ApiError, type ModelRecord, results } from "@clearml-ts/protocol";
import { ModelNotFoundError } from "../errors.ts";

/** A refusal of the server that may mean that nothing had to change. */
type Refusal = (typeof results)[keyof typeof results];

/** The record of a model as the server sent it last, and changes to it. */
export class ModelState {
  #record: ModelRecord;

  constructor(
    readonly connection: Connection,
    record: ModelRecord,
  ) {
    this.#record = record;
  }

  get id(): string {
    return this.#record.id;
  }

  get record(): ModelRecord {
    return this.#record;
  }

  async reload(): Promise<void> {
    await this.become(this.id);
  }

  /** Stands for another model from now on. */
  async become(id: string): Promise<void> {
    this.#record = await fetchModel(this.connection, id);
  }

  /** Makes a call and reads the model again; the `harmless` refusal means that nothing had to change. */
  async change(
    call: (models: Connection["services"]["models"]) => Promise<unknown>,
    harmless?: Refusal,
  ): Promise<void> {
    try {
      await call(this.connection.services.models);
    } catch (error) {
      if (!(harmless && error instanceof ApiError && error.is(harmless))) {
        throw error;
      }
    }
    await this.reload();
  }
}

/**
 * Reads a model by its id.
 *
 * @throws {@link ModelNotFoundError} when there is none.
 */
export async function fetchModel({ services }: Connection, id: string): Promise<ModelRecord> {
  try {
    return (await services.models.getById({ model: id })).model;
  } catch (cause) {
    if (cause instanceof ApiError && cause.is(results.invalidModelId)) {
      throw new ModelNotFoundError(`id "${id}"`, { cause });
    }
    throw cause;
  }
}
