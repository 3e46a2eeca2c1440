import { type Result, results } from "@clearml-ts/protocol";
import type { Caller } from "../auth/caller.ts";
import type { Collection } from "../database/documents/collection.ts";
import { ApiFailure } from "../errors.ts";
import type { Records } from "./records.ts";

/** Kinds of records that can belong to everybody. */
export type SharedEntity = "tasks" | "projects" | "models";

interface Owned {
  id: string;
  company?: string;
  company_origin?: string;
}

const refusals: Readonly<Record<SharedEntity, Result>> = {
  tasks: results.invalidTaskId,
  projects: results.invalidProjectId,
  models: results.invalidModelId,
};

/** Gives records to everybody, who may read but not change them, and takes them back. */
export class Visibility {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** @throws {@link ApiFailure} when one of them does not exist or is public already. */
  makePublic(entity: SharedEntity, caller: Caller, ids: readonly string[]): number {
    return this.#change(
      entity,
      caller,
      ids,
      ({ company }) => company === caller.companyId,
      (record) => ({
        ...record,
        company: "",
        company_origin: caller.companyId,
      }),
    );
  }

  /** @throws {@link ApiFailure} when one of them does not exist or was not made public. */
  makePrivate(entity: SharedEntity, caller: Caller, ids: readonly string[]): number {
    return this.#change(
      entity,
      caller,
      ids,
      ({ company, company_origin }) => company === "" && company_origin === caller.companyId,
      ({ company_origin: _, ...record }) => ({ ...record, company: caller.companyId }),
    );
  }

  #change(
    entity: SharedEntity,
    caller: Caller,
    ids: readonly string[],
    isEligible: (record: Owned) => boolean,
    change: (record: Owned) => Owned,
  ): number {
    const collection = this.#records[entity] as unknown as Collection<Owned>;
    const found = collection.getMany(ids).filter(isEligible);
    const missing = ids.filter((id) => !found.some((record) => record.id === id));
    // The official server counts: it takes an id that is there twice for one that is not there.
    if (found.length < ids.length) {
      throw new ApiFailure(refusals[entity], { fields: { ids: missing } });
    }
    const noted = entity === "projects" ? {} : this.#records.change(caller);
    for (const record of found) {
      collection.replace({ ...change(record), ...noted });
    }
    return found.length;
  }
}
