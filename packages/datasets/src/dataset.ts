import { type CallBudget, type Connection, defaultConnection } from "@clearml-ts/client";
import type { TaskStatus } from "@clearml-ts/protocol";
import { type ArtifactValue, type ConnectionOptions, inTurn, recordEnd, type Task } from "@clearml-ts/tasks";
import type { DatasetLookup, DatasetOptions, UploadOptions } from "./dataset-options.ts";
import { DatasetStateError, InvalidDatasetError } from "./errors.ts";
import { chunkCounts, loadLineage, reportLineage, storeContent, storeLineage } from "./lineage/lineage.ts";
import type { FileEntry } from "./manifest/entry.ts";
import {
  type Changes,
  changesAgainst,
  fileAndFolder,
  inheritManifest,
  type Manifest,
  pendingFiles,
  totalSize,
  withChunk,
  withFiles,
  withoutFiles,
} from "./manifest/manifest.ts";
import { type PatternOptions, pathMatcher } from "./manifest/pattern.ts";
import { chunkIndex, nextChunkName } from "./stored/chunk-name.ts";
import { STATE } from "./stored/read-manifest.ts";
import { storeState } from "./stored/store-state.ts";
import { type AddFilesOptions, findFiles } from "./transfer/find-files.ts";
import { type LocalCopyOptions, localCopy } from "./transfer/local-copy.ts";
import { packChunks } from "./transfer/pack-chunks.ts";
import { beginVersion } from "./versions/begin-version.ts";
import { type DatasetSummary, FINAL, type ListDatasetsOptions, listDatasets } from "./versions/find-versions.ts";
import { loadVersion } from "./versions/load-version.ts";
import { checkName, datasetName, hiddenProjectName } from "./versions/project.ts";
import { settleVersion } from "./versions/version-number.ts";
import { versionRecord } from "./versions/version-records.ts";

/** The methods that change a version, each with how its refusal names it. */
const CHANGES = {
  addFiles: "add files to",
  removeFiles: "remove files from",
  upload: "upload",
  finalize: "finalize",
  setMetadata: "describe",
} as const;

/** How many files an operation added, and how many it replaced by others. */
export interface AddedFiles {
  added: number;
  modified: number;
}

/**
 * One version of a dataset: files with their hashes, in zips that this version and its ancestors store.
 *
 * A version is open until it is finalized, and never changes afterwards. `await using` marks a version that was created
 * in the block and not finalized there as failed, so that it is not taken for a dataset.
 */
export class Dataset implements AsyncDisposable {
  /** The task that holds this version. */
  readonly task: Task;
  /** Ids of the versions it was made from. */
  readonly parents: readonly string[];
  #manifest: Manifest;
  #inherited: Promise<Manifest> | undefined;
  /** The work that was asked for last; changes are made one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  /** Error of the last operation that failed. */
  #problem: unknown;
  readonly #isMadeHere: boolean;

  private constructor(task: Task, manifest: Manifest, { inherited }: { inherited?: Manifest } = {}) {
    this.task = task;
    this.parents = manifest.graph[task.id] ?? [];
    this.#manifest = manifest;
    this.#inherited = inherited && Promise.resolve(inherited);
    this.#isMadeHere = inherited !== undefined;
  }

  /**
   * Begins a new version, which starts with the files of its parents. Takes at most five minutes of calls, and as much for
   * each list of files that it reads or stores.
   *
   * @throws {@link DatasetStateError} when a parent is not finalized.
   * @throws {@link DatasetNotFoundError} when a parent does not exist.
   * @throws {@link VersionTakenError} when a finalized version has the chosen number.
   */
  static async create(options: DatasetOptions<string | Dataset>, where: ConnectionOptions = {}): Promise<Dataset> {
    checkName(options);
    const connection = where.connection ?? (await defaultConnection());
    return connection.session.budget("Dataset.create()").run(() => Dataset.#begin(options, connection));
  }

  static async #begin(options: DatasetOptions<string | Dataset>, connection: Connection): Promise<Dataset> {
    const parents = await Promise.all(
      (options.parents ?? []).map((parent) =>
        parent instanceof Dataset ? parent : Dataset.get({ id: parent }, { connection }),
      ),
    );
    for (const parent of parents) {
      parent.#requireFinal("inherit from");
    }
    return beginVersion(connection, options, async (task) => {
      const manifest = inheritManifest(task.id, parents.map(Dataset.#asParent));
      const dataset = new Dataset(task, manifest, { inherited: manifest });
      await dataset.#save();
      await storeLineage(task, await loadLineage(connection, task.id, manifest.graph));
      dataset.#log(`ClearML dataset page: ${dataset.webUrl}`);
      return dataset;
    });
  }

  /**
   * Loads a version by its id, or the highest finalized one of a dataset. Takes at most five minutes of calls, and as much to
   * fetch its list of files.
   *
   * @throws {@link DatasetNotFoundError} when no version fits.
   * @throws {@link DatasetCorruptError} when its list of files cannot be used.
   */
  static async get(lookup: DatasetLookup, where: ConnectionOptions = {}): Promise<Dataset> {
    const connection = where.connection ?? (await defaultConnection());
    const budget = connection.session.budget("Dataset.get()");
    const { task, manifest } = await budget.run(() => loadVersion(connection, lookup));
    return new Dataset(task, manifest);
  }

  /** Yields versions of datasets, last updated first, asking for the next page only when you get there. */
  static async *list(
    options: ListDatasetsOptions = {},
    { connection }: ConnectionOptions = {},
  ): AsyncGenerator<DatasetSummary> {
    if (options.name !== undefined && options.project === undefined) {
      throw new InvalidDatasetError(`To list versions of "${options.name}", name its project as well.`);
    }
    yield* listDatasets(connection ?? (await defaultConnection()), options);
  }

  get id(): string {
    return this.task.id;
  }

  /** Name of the dataset, which all of its versions have. */
  get name(): string {
    return datasetName(this.task.project.name).name || this.task.name;
  }

  /** Name of the project that people see the dataset in. */
  get project(): string {
    return datasetName(this.task.project.name).project;
  }

  get version(): string | undefined {
    return versionRecord(this.task.record).version;
  }

  get tags(): readonly string[] {
    return this.task.tags;
  }

  get connection(): Connection {
    return this.task.connection;
  }

  get status(): TaskStatus {
    return this.task.status;
  }

  /** Whether the version is finalized, and so does not change anymore. */
  get isFinal(): boolean {
    return FINAL.includes(this.status);
  }

  /** The files by their paths. */
  get entries(): ReadonlyMap<string, FileEntry> {
    return this.#manifest.files;
  }

  /** Bytes of all files, unpacked. */
  get totalSize(): number {
    return totalSize(this.#manifest);
  }

  /** Page of the dataset. */
  get webUrl(): string {
    return this.connection.pageUrl(`datasets/simple/${this.task.project.id || "*"}/experiments/${this.id}`);
  }

  /** Sorted paths of the files; of those that match a pattern, when one is given. */
  listFiles(pattern?: string | readonly string[], options: PatternOptions = {}): string[] {
    const matches = pattern === undefined ? () => true : pathMatcher(pattern, options);
    return [...this.#manifest.files.keys(), ...this.#manifest.links.keys()].filter(matches).sort();
  }

  /** Compares the version with its parents. */
  async changes(): Promise<Changes> {
    return changesAgainst(await this.#parentFiles(), this.#manifest);
  }

  /**
   * Adds a file, or the files of a folder. A file that a parent stores already is not stored again.
   *
   * @throws {@link DatasetFileError} when there is nothing to add, or it cannot be read.
   * @throws {@link DatasetStateError} when the version is not open.
   */
  addFiles(path: string, options: AddFilesOptions = {}): Promise<AddedFiles> {
    return this.#change("addFiles", async () => {
      const found = await findFiles(path, this.id, options);
      const before = this.#manifest;
      this.#manifest = withFiles(before, found, await this.#parentFiles());
      await this.#save();
      const { added, modified } = changesAgainst(before, this.#manifest);
      this.#log(`Added ${added} files and modified ${modified} from ${path}`);
      return { added, modified };
    });
  }

  /**
   * Removes the files that match a pattern, and returns how many did. Parents keep theirs.
   *
   * @throws {@link DatasetStateError} when the version is not open.
   */
  removeFiles(pattern: string | readonly string[], options: PatternOptions = {}): Promise<number> {
    return this.#change("removeFiles", async () => {
      const before = this.#manifest;
      this.#manifest = withoutFiles(before, pathMatcher(pattern, options));
      await this.#save();
      const { removed } = changesAgainst(before, this.#manifest);
      this.#log(`Removed ${removed} files that match ${String(pattern)}`);
      return removed;
    });
  }

  /**
   * Uploads the files that were added since the last upload. Files that were uploaded before a failure stay: call it
   * again to go on. Each zip takes at most five minutes of calls, and five minutes and a second for each 50 KiB to store it.
   *
   * @throws {@link DatasetFileError} when a file is gone, or has changed since it was added.
   * @throws {@link DatasetStateError} when the version is not open.
   */
  upload({ chunkSize = 512, compress = true, signal }: UploadOptions = {}): Promise<void> {
    return this.#change("upload", async () => {
      const chunks = packChunks(pendingFiles(this.#manifest), {
        id: this.id,
        limit: chunkSize * 2 ** 20,
        compress,
        signal,
      });
      for await (const { zip, files, preview } of chunks) {
        await this.#budget("upload").run(async () => {
          const chunk = nextChunkName(this.task.artifacts.keys());
          const options = { preview, waitOnUpload: true, ...(signal && { signal }) };
          await this.task.uploadArtifact(chunk, { path: zip }, options);
          this.#manifest = withChunk(this.#manifest, files, chunk);
          await this.#save();
          this.#log(`Uploaded ${files.length} files as ${chunk}`);
        });
      }
    });
  }

  /**
   * Freezes the version, so that others can use it. All of its calls together, about twenty, take at most five minutes, and
   * the two texts that it stores as much each.
   *
   * @throws {@link DatasetStateError} when files are not uploaded yet, a path is both file and folder, or the version is not open.
   * @throws {@link VersionTakenError} when another version with the chosen number was finalized meanwhile.
   */
  finalize(): Promise<void> {
    return this.#change("finalize", async () => {
      const pending = pendingFiles(this.#manifest).length;
      if (pending > 0) {
        throw this.#refusal("finalize", `${pending} files are not uploaded yet. Call upload() first.`);
      }
      const clash = fileAndFolder(this.#manifest);
      if (clash !== undefined) {
        throw this.#refusal("finalize", `"${clash}" is a file and a folder at once. Remove one of them.`);
      }
      const { project, name } = this;
      // Versions of one dataset that are finalized side by side must not take the same number.
      await inTurn(this.connection, hiddenProjectName({ project, name }), () => this.#freeze());
    });
  }

  async #freeze(): Promise<void> {
    const { connection, id, task, project, name } = this;
    await settleVersion(task, { project, name });
    const lineage = await loadLineage(connection, id, this.#manifest.graph);
    await this.#save(chunkCounts(id, this.#manifest, lineage));
    await storeLineage(task, lineage);
    await storeContent(task, this.#manifest);
    reportLineage(task, lineage, { manifest: this.#manifest, changes: await this.changes() });
    await task.complete();
    await task.close();
  }

  /**
   * Publishes a finalized version, after which it cannot be deleted by accident; publishing twice is harmless.
   *
   * @throws {@link DatasetStateError} when it is not finalized.
   */
  async publish(): Promise<void> {
    this.#requireFinal("publish");
    if (this.status !== "published") {
      await this.task.publish();
    }
  }

  /**
   * Returns a folder with all files of the version, fetching them the first time and checking each against its hash.
   * Do not write to it: others are given the same one. Files that are links to other stores are fetched from there.
   * Takes at most five minutes of calls, and five minutes and a second for each 50 KiB of each zip and link.
   *
   * @throws {@link DatasetStateError} when the version is not finalized.
   * @throws {@link DatasetCorruptError} when stored files differ from those that were added.
   * @throws {@link DatasetLinksError} when the content of a link cannot be fetched; `links: "skip"` leaves them all out.
   */
  async getLocalCopy(options: LocalCopyOptions = {}): Promise<string> {
    this.#requireFinal("download");
    const version = { id: this.id, manifest: this.#manifest };
    return this.#budget("getLocalCopy").run(() => localCopy(this.connection, version, options));
  }

  /**
   * Stores a value about the dataset as an artifact of its task.
   *
   * @throws {@link DatasetStateError} when the version is not open.
   */
  setMetadata(value: ArtifactValue, { name = "metadata" }: { name?: string } = {}): Promise<void> {
    return this.#change("setMetadata", async () => {
      if (name === STATE || chunkIndex(name) !== undefined) {
        throw new InvalidDatasetError(`Metadata cannot be called "${name}": the dataset itself uses this name.`);
      }
      await this.task.uploadArtifact(name, value, { waitOnUpload: true });
    });
  }

  /** Reads a value that was stored about the dataset; undefined when no value has this name. */
  async getMetadata({ name = "metadata" }: { name?: string } = {}): Promise<unknown> {
    return this.task.artifacts.get(name)?.get();
  }

  /** Marks an open version as failed, for good. Takes at most five minutes. */
  async fail(reason: unknown): Promise<void> {
    await this.#budget("fail").run(async () => {
      await this.task.fail(reason);
      await this.task.close();
    });
  }

  /** Sends the reports that are left and stops all timers; an open version stays open. Takes at most the work under way, and five minutes. Closing twice is harmless. */
  async close(): Promise<void> {
    await this.#turn;
    await this.task.close();
  }

  /**
   * Fails the version if it was created here and is still open, and closes it. After an error of a server that is gone it takes
   * at most half a minute.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#turn;
    if (this.#isMadeHere && !this.isFinal) {
      await this.#abandon();
    }
    await this.close();
  }

  /** An error that ended the block is more important than one of recording it, so the latter is only a warning. */
  async #abandon(): Promise<void> {
    const problem = await recordEnd(this.task, this.#problem, async () => {
      if ((await this.task.reload()).status === "in_progress") {
        await this.fail(this.#problem ?? "The dataset was left before it was finalized.");
      }
    });
    if (problem !== undefined) {
      const why = problem instanceof Error ? problem.message : String(problem);
      this.connection.warn(`Dataset ${this.id} could not be marked as failed: ${why}`);
    }
  }

  /** Runs a change when the ones before are done, if the version is open then. */
  #change<T>(method: keyof typeof CHANGES, work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(async () => {
      this.task.signal.throwIfAborted();
      if (this.status !== "in_progress") {
        throw this.#refusal(CHANGES[method], "it is not open. Make a new version with this one as its parent.");
      }
      // An upload has as much for each of its zips: there may be thousands.
      return method === "upload" ? work() : this.#budget(method).run(work);
    });
    this.#turn = turn.catch((error: unknown) => {
      this.#problem = error;
    });
    return turn;
  }

  /** The time that the calls of one method share. */
  #budget(method: string): CallBudget {
    return this.connection.session.budget(`dataset.${method}()`);
  }

  async #save(chunkCounts?: Record<string, number>): Promise<void> {
    const changes = await this.changes();
    await storeState(this.task, this.#manifest, {
      changes,
      parents: this.parents,
      ...(chunkCounts && { chunkCounts }),
    });
  }

  /** The files of all parents together, as this version started with them. */
  #parentFiles(): Promise<Manifest> {
    this.#inherited ??= this.#loadParents().catch((error: unknown) => {
      this.#inherited = undefined;
      throw error;
    });
    return this.#inherited;
  }

  async #loadParents(): Promise<Manifest> {
    const { connection } = this;
    const parents = await Promise.all(this.parents.map((id) => Dataset.get({ id }, { connection })));
    return inheritManifest(this.id, parents.map(Dataset.#asParent));
  }

  static #asParent(this: void, dataset: Dataset): { id: string; manifest: Manifest } {
    return { id: dataset.id, manifest: dataset.#manifest };
  }

  #log(text: string): void {
    this.task.logger.reportText(text);
  }

  #requireFinal(action: string): void {
    if (!this.isFinal) {
      throw this.#refusal(action, "it is not finalized.");
    }
  }

  #refusal(action: string, problem: string): DatasetStateError {
    return new DatasetStateError(this.id, { action, status: this.status, problem });
  }
}
