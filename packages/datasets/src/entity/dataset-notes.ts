import type { ArtifactValue, TableData } from "@clearml-ts/tasks";
import { InvalidDatasetError } from "../errors.ts";
import { chunkIndex } from "../stored/chunk-name.ts";
import { STATE } from "../stored/read-manifest.ts";
import { isVersion } from "../versions/version.ts";
import { storeVersion } from "../versions/version-number.ts";
import { DatasetSession } from "./dataset-session.ts";
import type { VersionState } from "./version-state.ts";

/** How a value about a dataset is stored. */
export interface SetMetadataOptions {
  /** @default "metadata" */
  name?: string;
  /** Show a table (`{ table }`) among the plots of the version, too. @default true */
  uiVisible?: boolean;
}

/** A version of a dataset with the notes that people find and understand it by. */
export abstract class DatasetNotes extends DatasetSession {
  readonly #state: VersionState;

  protected constructor(state: VersionState) {
    super(state);
    this.#state = state;
  }

  /** Replaces the text that the page shows beside the version, whatever the status is. */
  async setDescription(description: string): Promise<void> {
    await this.task.setComment(description);
  }

  /** Adds tags to those the version has, whatever the status is. */
  async addTags(...tags: string[]): Promise<void> {
    await this.task.addTags(...tags);
  }

  /** Replaces all tags, whatever the status is. */
  async setTags(tags: readonly string[]): Promise<void> {
    await this.task.setTags(tags);
  }

  /**
   * Chooses another version number. Finalizing refuses one that another version has.
   *
   * @throws {@link DatasetStateError} when the version is not open.
   */
  setVersion(version: string): Promise<void> {
    return this.#state.change("number", async () => {
      const chosen = version.trim();
      if (!isVersion(chosen)) {
        this.connection.warn(`"${chosen}" is not a version number (PEP 440), and is only found by its name.`);
      }
      await storeVersion(this.task, { version: chosen, isCounted: false });
    });
  }

  /**
   * Stores a value about the dataset as an artifact of its task.
   *
   * @throws {@link DatasetStateError} when the version is not open.
   */
  setMetadata(value: ArtifactValue, { name = "metadata", uiVisible = true }: SetMetadataOptions = {}): Promise<void> {
    return this.#state.change("describe", () =>
      this.#state.budget("setMetadata").run(async () => {
        if (name === STATE || chunkIndex(name) !== undefined) {
          throw new InvalidDatasetError(`Metadata cannot be called "${name}": the dataset itself uses this name.`);
        }
        await this.task.uploadArtifact(name, value, { waitOnUpload: true });
        const table = tableOf(value);
        if (table && uiVisible) {
          this.logger.reportTable("Dataset Metadata", "Dataset Metadata", { table });
        }
      }),
    );
  }
}

function tableOf(value: ArtifactValue): TableData | undefined {
  const isWrapped = typeof value === "object" && value !== null && "table" in value && Object.keys(value).length === 1;
  return isWrapped ? (value.table as TableData) : undefined;
}
