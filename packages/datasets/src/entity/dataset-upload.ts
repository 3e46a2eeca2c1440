import { availableParallelism } from "node:os";
import { inTurn } from "@clearml-ts/tasks";
import { chunkCounts, loadLineage, reportLineage, storeContent, storeLineage } from "../lineage/lineage.ts";
import { addLinks } from "../manifest/edit.ts";
import { fileAndFolder, pendingFiles } from "../manifest/manifest.ts";
import { Preview } from "../preview/report-preview.ts";
import type { OnProgress } from "../transfer/progress.ts";
import { uploadAsLinks } from "../transfer/send/upload-links.ts";
import { hiddenProjectName } from "../versions/project.ts";
import { settleVersion } from "../versions/version-number.ts";
import { DatasetFiles } from "./dataset-files.ts";
import { uploadChunks } from "./upload-chunks.ts";
import type { VersionState } from "./version-state.ts";

/** How files are uploaded. */
export interface UploadOptions {
  /** Megabytes at which a zip is full and the next one is begun; 0 or less puts everything into one. @default 512 */
  chunkSize?: number;
  /** Whether to compress; data that is compressed already is stored faster without. @default true */
  compress?: boolean;
  /** URL below which the files are stored, from now on. @default that of the version */
  outputUrl?: string;
  /** Further attempts for each zip, after those of the storage. @default 3 */
  retries?: number;
  /** Show the first tables, pictures, sounds, videos, pages and JSON files on the page of the version. @default true */
  preview?: boolean;
  /** Store each file as an object of its own, and link to it, instead of packing all into zips. @default false */
  uploadAsExternalLinks?: boolean;
  /** Threads that compress at the same time; of files that are stored one by one, uploads. @default one a processor, at most 8 */
  maxWorkers?: number;
  onProgress?: OnProgress;
  signal?: AbortSignal;
}

/** How a version is finalized. */
export interface FinalizeOptions {
  /** Upload the files that wait, instead of refusing. @default false */
  autoUpload?: boolean;
}

/** A version of a dataset that is uploaded, finalized and published. */
export abstract class DatasetUpload extends DatasetFiles {
  readonly #state: VersionState;
  readonly #preview: Preview;

  protected constructor(state: VersionState) {
    super(state);
    this.#state = state;
    this.#preview = new Preview(state.task);
  }

  /**
   * Uploads the files that were added since the last upload. Zips that were uploaded before a failure stay, after a crash of
   * the program, too: call it again to go on. Each zip takes at most five minutes of calls, and five minutes and a second
   * for each 50 KiB to store it. Without a server the files stay where they are, and wait for the import of the session.
   *
   * @throws {@link DatasetFileError} when a file is gone, or has changed since it was added.
   * @throws {@link DatasetStateError} when the version is not open.
   */
  upload(options: UploadOptions = {}): Promise<void> {
    return this.#state.change("upload", () => this.#upload(options));
  }

  /**
   * Freezes the version, so that others can use it. All of its calls together, about twenty, take at most five minutes, and
   * the two texts that it stores as much each. Without a server this is put off until the session is imported.
   *
   * @throws {@link DatasetStateError} when files are not uploaded yet, a path is both file and folder, or the version is not open.
   * @throws {@link VersionTakenError} when another version with the chosen number was finalized meanwhile.
   */
  finalize({ autoUpload = false }: FinalizeOptions = {}): Promise<void> {
    return this.#state.change("finalize", async () => {
      if (this.getOfflineModeFolder() !== undefined) {
        this.connection.warn(`Dataset ${this.id} is finalized when its offline session is imported, and not before.`);
        return;
      }
      if (autoUpload && this.isDirty) {
        await this.#upload({});
      }
      await this.#state.budget("finalize").run(() => this.#finalize());
    });
  }

  /**
   * Publishes a finalized version, after which it cannot be deleted by accident; publishing twice is harmless.
   *
   * @throws {@link DatasetStateError} when it is not finalized.
   */
  async publish(): Promise<void> {
    this.#state.requireFinal("publish");
    if (this.status !== "published") {
      await this.task.publish();
    }
  }

  /** Marks an open version as failed, for good. Takes at most five minutes. */
  async fail(reason: unknown): Promise<void> {
    await this.#state.budget("fail").run(async () => {
      await this.task.fail(reason);
      await this.task.close();
    });
  }

  async #upload(options: UploadOptions): Promise<void> {
    const { chunkSize = 512, compress = true, outputUrl, retries = 3, preview = true } = options;
    const { maxWorkers, onProgress, signal } = options;
    const state = this.#state;
    const isOffline = this.getOfflineModeFolder() !== undefined;
    if (outputUrl !== undefined && !isOffline) {
      await state.budget("upload").run(() => this.#setDestination(outputUrl));
    }
    // Before the first zip: a program that goes on after a crash finds the files that wait.
    await state.budget("upload").run(() => state.saveRest());
    if (preview) {
      await this.#preview.report(pendingFiles(state.manifest));
    }
    if (isOffline) {
      return;
    }
    if (options.uploadAsExternalLinks) {
      const workers = maxWorkers ?? availableParallelism();
      const where = { destination: this.getDefaultStorage(), workers, onProgress, signal };
      addLinks(state.manifest, await uploadAsLinks(this.task, pendingFiles(state.manifest), where));
      await state.budget("upload").run(() => state.save());
      return;
    }
    const limit = Math.max(0, chunkSize * 2 ** 20);
    await uploadChunks(state, { limit, compress, retries, threads: maxWorkers, onProgress, signal });
  }

  async #setDestination(url: string): Promise<void> {
    await this.connection.services.tasks.edit({ task: this.id, output_dest: url, force: true });
    await this.task.reload();
    this.logger.setDefaultUploadDestination(url);
  }

  async #finalize(): Promise<void> {
    const { manifest } = this.#state;
    const pending = pendingFiles(manifest).length;
    if (pending > 0) {
      throw this.#state.refusal("finalize", `${pending} files are not uploaded yet. Call upload() first.`);
    }
    const clash = fileAndFolder(manifest);
    if (clash !== undefined) {
      throw this.#state.refusal("finalize", `"${clash}" is a file and a folder at once. Remove one of them.`);
    }
    const { project, name } = this;
    // Versions of one dataset that are finalized side by side must not take the same number.
    await inTurn(this.connection, hiddenProjectName({ project, name }), () => this.#freeze());
  }

  async #freeze(): Promise<void> {
    const { connection, id, task, project, name } = this;
    const { manifest } = this.#state;
    await settleVersion(task, { project, name });
    const lineage = await loadLineage(connection, id, manifest.graph);
    await this.#state.save(chunkCounts(id, manifest, lineage));
    await storeLineage(task, lineage);
    await storeContent(task, manifest);
    reportLineage(task, lineage, { manifest, changes: await this.changes() });
    await task.complete();
    await task.close();
  }
}
