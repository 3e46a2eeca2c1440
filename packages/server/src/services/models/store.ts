import { results } from "@clearml-ts/protocol";
import type { Caller } from "../../auth/caller.ts";
import { applyPatch, type Patch, writtenFields } from "../../database/documents/patch.ts";
import { ApiFailure } from "../../errors.ts";
import type { Records } from "../../records/records.ts";
import { newId } from "../../values/ids.ts";
import type { EventSummary } from "../events/writing/event-summary.ts";
import { mergeSummaries } from "../events/writing/last-metrics.ts";
import type { Change } from "../tasks/store.ts";
import type { StoredModel } from "./fields.ts";

/** Changes to these fields move a model's `last_update`. */
const CONTENT_FIELDS: readonly string[] = [
  ...["uri", "framework", "design", "labels", "ready", "metadata", "tags", "system_tags"],
];

/** The models of the server. */
export class ModelStore {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** Returns a model. @throws {@link ApiFailure} 400/201 when there is none. */
  get(id: string): StoredModel {
    const model = this.#records.models.get(id);
    if (!model) {
      throw new ApiFailure(results.invalidModelId, { fields: { id } });
    }
    return model;
  }

  /** Returns a model that may be changed. @throws {@link ApiFailure} 400/201, also when it belongs to everybody. */
  getForWriting(id: string): StoredModel {
    const model = this.get(id);
    if (model.company === "") {
      throw new ApiFailure(results.invalidModelId, { detail: "cannot modify public model(s)", fields: { id } });
    }
    return model;
  }

  /** Stores a new model and returns it. */
  create(caller: Caller, content: Partial<StoredModel> & Pick<StoredModel, "name" | "uri">): StoredModel {
    const now = this.#records.now();
    const model: StoredModel = {
      id: newId(),
      created: now,
      tags: [],
      system_tags: [],
      design: {},
      labels: {},
      metadata: {},
      ui_cache: {},
      last_iteration: 0,
      last_metrics: {},
      unique_metrics: [],
      ready: false,
      company: caller.companyId,
      ...content,
      user: caller.userId,
      last_update: now,
      ...this.#records.change(caller),
    };
    this.#records.models.insert(model);
    return model;
  }

  /** Writes changes into a model. */
  patch(model: StoredModel, caller: Caller, patch: Patch): Change {
    const isContent = Object.keys(patch).some((field) => CONTENT_FIELDS.includes(field));
    const changed = {
      ...patch,
      ...this.#records.change(caller),
      ...(isContent ? { last_update: this.#records.now() } : {}),
    };
    applyPatch(model, changed);
    this.#records.models.replace(model);
    return { updated: 1, fields: writtenFields(changed) };
  }

  /** Publishes a model that is still a draft; an unknown id is not an error. */
  publishIfDraft(caller: Caller, id: string): void {
    const model = this.#records.models.get(id);
    if (model && model.company !== "" && !model.ready) {
      this.patch(model, caller, { ready: true });
    }
  }

  /** Brings a model up to date with what a batch of events reported about it. */
  applyEventSummary(id: string, summary: EventSummary, caller: Caller): void {
    const model = this.#records.models.get(id);
    if (!model) {
      return;
    }
    const { lastMetrics, uniqueMetrics } = mergeSummaries(
      { lastMetrics: model.last_metrics ?? {}, uniqueMetrics: model.unique_metrics ?? [] },
      summary,
    );
    this.#records.models.replace({
      ...model,
      last_metrics: lastMetrics,
      unique_metrics: [...uniqueMetrics],
      last_iteration: Math.max(model.last_iteration ?? 0, summary.lastIteration ?? 0),
      last_update: this.#records.now(),
      ...this.#records.change(caller),
    });
  }
}
