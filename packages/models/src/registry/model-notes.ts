import { type RequestOf, results } from "@clearml-ts/protocol";
import { findOrCreateProject, type LabelEnumeration, type ParameterTree, type ParameterValue } from "@clearml-ts/tasks";
import { ModelPublishedError } from "../errors.ts";
import { designField, labelsField } from "./content-fields.ts";
import { metadataItems } from "./metadata.ts";
import type { ModelState } from "./model-state.ts";
import { ModelView } from "./model-view.ts";

/** Options of noting metadata. */
export interface SetMetadataOptions {
  /** Remove the items that are not given. @default false */
  replace?: boolean;
}

/** A model whose description can be changed. */
export abstract class ModelNotes extends ModelView {
  readonly #state: ModelState;

  protected constructor(state: ModelState) {
    super(state);
    this.#state = state;
  }

  /** Notes values about the model, keeping the others unless told otherwise. */
  async setMetadata(
    values: Readonly<Record<string, ParameterValue>>,
    { replace = false }: SetMetadataOptions = {},
  ): Promise<void> {
    const metadata = Object.values(metadataItems(values));
    await this.#state.change((models) =>
      models.addOrUpdateMetadata({ model: this.id, metadata, ...(replace && { replace_metadata: true }) }),
    );
  }

  /** Takes items out of the metadata; keys that it does not have are fine. */
  async deleteMetadata(...keys: string[]): Promise<void> {
    await this.#state.change((models) => models.deleteMetadata({ model: this.id, keys }));
  }

  async setName(name: string): Promise<void> {
    await this.#edit({ name });
  }

  async setComment(comment: string): Promise<void> {
    await this.#edit({ comment });
  }

  /** Replaces all tags. */
  async setTags(tags: readonly string[]): Promise<void> {
    await this.#edit({ tags: [...new Set(tags)] });
  }

  /** Adds and removes tags; the others stay, also those that somebody else adds at the same time. */
  async changeTags({ add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] }): Promise<void> {
    if (add.length + remove.length === 0) {
      await this.reload();
      return;
    }
    const request = { ids: [this.id], add_tags: add, remove_tags: remove };
    // Reading it again says that it is gone.
    await this.#state.change((models) => models.updateTags(request), results.invalidModelId);
  }

  async setFramework(framework: string): Promise<void> {
    await this.#edit({ framework });
  }

  /**
   * Replaces the numbers of the classes.
   *
   * @throws {@link ModelPublishedError} when the model is published.
   * @throws {@link InvalidValueError} when a class has no whole number.
   */
  async setLabels(labels: LabelEnumeration): Promise<void> {
    await this.#editDraft("change the labels of", { labels: labelsField(labels) });
  }

  /**
   * Describes anew how the model is built: by a text, or by an object that is stored as HOCON.
   *
   * @throws {@link ModelPublishedError} when the model is published.
   */
  async setDesign(design: string | ParameterTree): Promise<void> {
    await this.#editDraft("change the design of", { design: designField(design) });
  }

  /** Moves the model into a project, which is made if need be. Its weights stay where they are. */
  async moveToProject(project: string): Promise<void> {
    const { id } = await findOrCreateProject(this.connection, project);
    await this.#edit({ project: id });
  }

  /** Publishes the model, but not the task that made it; publishing twice is harmless. */
  async publish(): Promise<void> {
    await this.#state.change(
      (models) => models.setReady({ model: this.id, publish_task: false }),
      results.modelIsReady,
    );
  }

  /** Archives the model: lists leave it out. */
  async archive(): Promise<void> {
    await this.#state.change((models) => models.archiveMany({ ids: [this.id] }));
  }

  /** Takes the model out of the archive. */
  async unarchive(): Promise<void> {
    await this.#state.change((models) => models.unarchiveMany({ ids: [this.id] }));
  }

  /** Servers accept any change of a published model; both SDKs hold to what was published. */
  async #editDraft(action: string, changes: Omit<RequestOf<"models.edit">, "model">): Promise<void> {
    await this.reload();
    if (this.published) {
      throw new ModelPublishedError(this.id, action);
    }
    await this.#edit(changes);
  }

  async #edit(changes: Omit<RequestOf<"models.edit">, "model">): Promise<void> {
    await this.#state.change((models) => models.edit({ model: this.id, ...changes }));
  }
}
