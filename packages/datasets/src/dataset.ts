import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { type Connection, defaultConnection } from "@clearml-ts/client";
import { type ConnectionOptions, offlineConnection, recordEnd, Task } from "@clearml-ts/tasks";
import type {
  DatasetLookup,
  DatasetOptions,
  DatasetSelection,
  DeleteDatasetOptions,
  GetDatasetOptions,
  ImportDatasetOptions,
  SquashOptions,
  TableOptions,
} from "./dataset-options.ts";
import { DatasetCopies } from "./entity/dataset-copies.ts";
import { VersionState } from "./entity/version-state.ts";
import { DatasetNotFoundError, InvalidDatasetError } from "./errors.ts";
import { loadLineage, storeLineage } from "./lineage/lineage.ts";
import { addFiles, addLinks } from "./manifest/edit.ts";
import { inheritManifest } from "./manifest/manifest.ts";
import { deleteVersions } from "./registry/delete-versions.ts";
import { importVersion } from "./registry/import-version.ts";
import { moveDataset, renameDataset } from "./registry/move-dataset.ts";
import { selectedVersions } from "./registry/selected-versions.ts";
import { squashedFiles } from "./registry/squash.ts";
import { chosenByTask, recordUse } from "./registry/used-dataset.ts";
import { tableContent, type WritableTable } from "./tables/table-file.ts";
import { KeptCopies } from "./transfer/fetch/kept-copies.ts";
import { beginVersion } from "./versions/begin-version.ts";
import { type DatasetSummary, type ListDatasetsOptions, listDatasets } from "./versions/find-versions.ts";
import { loadVersion } from "./versions/load-version.ts";
import { checkName, type DatasetName } from "./versions/project.ts";

/**
 * One version of a dataset: files with their hashes, in zips that this version and its ancestors store.
 *
 * A version is open until it is finalized, and never changes afterwards. `await using` marks a version that was created
 * in the block and not finalized there as failed, so that it is not taken for a dataset.
 */
export class Dataset extends DatasetCopies implements AsyncDisposable {
  readonly #state: VersionState;
  /** Its copies in the cache. */
  readonly #kept: KeptCopies;
  readonly #isMadeHere: boolean;

  private constructor(state: VersionState, { isMadeHere }: { isMadeHere: boolean }) {
    const kept = new KeptCopies(state.connection.storage);
    super(state, kept);
    this.#state = state;
    this.#kept = kept;
    this.#isMadeHere = isMadeHere;
  }

  /**
   * Begins a new version, which starts with the files of its parents. Takes at most five minutes of calls, and as much for
   * each list of files that it reads or stores. Offline it is made in a session on this machine, whatever connection is given.
   *
   * @throws {@link DatasetStateError} when a parent is not finalized.
   * @throws {@link DatasetNotFoundError} when a parent does not exist.
   * @throws {@link VersionTakenError} when a finalized version has the chosen number.
   */
  static async create(options: DatasetOptions<string | Dataset>, where: ConnectionOptions = {}): Promise<Dataset> {
    checkName(options);
    const connection = Task.isOffline() ? await offlineConnection() : (where.connection ?? (await defaultConnection()));
    return connection.session.budget("Dataset.create()").run(() => Dataset.#begin(options, connection));
  }

  /**
   * Loads a version by its id, or the highest finalized one that meets some conditions. Takes at most five minutes of
   * calls, and as much to fetch its list of files. The current task notes which version it works with.
   *
   * @throws {@link DatasetNotFoundError} when no version fits.
   * @throws {@link DatasetCorruptError} when its list of files cannot be used.
   */
  static async get(lookup: DatasetLookup & GetDatasetOptions, where: ConnectionOptions = {}): Promise<Dataset> {
    const connection = where.connection ?? (await defaultConnection());
    return await connection.session.budget("Dataset.get()").run(() => Dataset.#get(lookup, connection));
  }

  /**
   * Begins a version that holds a table, which is uploaded already; {@link Dataset.finalize} does the rest. It is CSV or Arrow,
   * by the end of its path.
   *
   * @throws {@link InvalidDatasetError} when the path does not end like a table.
   */
  static async fromTable(
    table: WritableTable,
    { path = "table.csv", ...options }: DatasetOptions<string | Dataset> & TableOptions,
    where: ConnectionOptions = {},
  ): Promise<Dataset> {
    const content = tableContent(path, table);
    const dataset = await Dataset.create(options, where);
    const folder = await mkdtemp(join(tmpdir(), "clearml-table-"));
    try {
      const file = join(folder, posix.basename(path));
      await writeFile(file, content);
      await dataset.addFiles(file, { datasetPath: posix.dirname(path) });
      await dataset.upload();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    return dataset;
  }

  /** Yields versions of datasets, last updated first, asking for the next page only when you get there. */
  static async *list(
    options: ListDatasetsOptions = {},
    { connection }: ConnectionOptions = {},
  ): AsyncGenerator<DatasetSummary> {
    yield* listDatasets(connection ?? (await defaultConnection()), options);
  }

  /**
   * Makes one version of several, in a new dataset: a single version becomes one that stands alone; of several, the files
   * that each of them stores are laid over each other in the order given.
   *
   * @throws {@link DatasetNotFoundError} when one of them does not exist.
   */
  static async squash(
    versions: readonly (DatasetLookup | Dataset)[],
    { name, outputUri, closeSquashedDataset = true, signal }: SquashOptions,
    where: ConnectionOptions = {},
  ): Promise<Dataset> {
    const connection = where.connection ?? (await defaultConnection());
    const sources = await Promise.all(
      versions.map((each) => (each instanceof Dataset ? each : Dataset.get(each, { connection }))),
    );
    const [first] = sources;
    if (!first) {
      throw new InvalidDatasetError("Nothing can be squashed into a dataset without a version of one.");
    }
    const copy = { links: "skip" as const, ...(signal && { signal }) };
    const parts = sources.map((source) => {
      return { id: source.id, manifest: source.#state.manifest, copy: () => source.getLocalCopy(copy) };
    });
    const { files, links, parents } = await squashedFiles(parts);
    const options = { project: first.project, name, parents, ...(outputUri !== undefined && { outputUri }) };
    const dataset = await Dataset.create(options, { connection });
    await dataset.#takeOver(files, links.values());
    if (closeSquashedDataset) {
      await dataset.upload({ preview: false, ...(signal && { signal }) });
      await dataset.finalize();
    }
    return dataset;
  }

  /**
   * Deletes a version with the files that it stored, or a whole dataset. Files of other stores that it links to stay, unless
   * it is told otherwise. What is published cannot be deleted.
   *
   * @throws {@link DatasetNotFoundError} when there is none.
   * @throws {@link DatasetStateError} when other versions come from it, unless it is forced.
   * @throws {@link InvalidDatasetError} when several versions could be meant, and no number says which one.
   */
  static async delete(
    selection: DatasetSelection,
    options: DeleteDatasetOptions = {},
    where: ConnectionOptions = {},
  ): Promise<void> {
    const { entireDataset = false, force = false, deleteFiles = true, deleteExternalFiles = false, signal } = options;
    const connection = where.connection ?? (await defaultConnection());
    await connection.session.budget("Dataset.delete()").run(async () => {
      const ids = await selectedVersions(connection, selection, { entireDataset, force });
      await deleteVersions(connection, ids, { force, deleteFiles, deleteExternalFiles, signal });
    });
  }

  /**
   * Gives a dataset, with all of its versions, another name.
   *
   * @throws {@link DatasetNotFoundError} when there is none of this name.
   * @throws {@link InvalidDatasetError} when the new name is too short, or another dataset of the project has it.
   */
  static async rename(dataset: DatasetName, newName: string, where: ConnectionOptions = {}): Promise<void> {
    const connection = where.connection ?? (await defaultConnection());
    await connection.session.budget("Dataset.rename()").run(() => renameDataset(connection, dataset, newName));
  }

  /**
   * Moves a dataset, with all of its versions, to another project. Its files stay where they are stored.
   *
   * @throws {@link DatasetNotFoundError} when there is none of this name.
   * @throws {@link InvalidDatasetError} when the other project has a dataset of this name.
   */
  static async moveToProject(dataset: DatasetName, newProject: string, where: ConnectionOptions = {}): Promise<void> {
    const connection = where.connection ?? (await defaultConnection());
    await connection.session.budget("Dataset.moveToProject()").run(() => moveDataset(connection, dataset, newProject));
  }

  /**
   * Brings a version that was begun offline to a server: from the folder of its session, or the zip of it, by either SDK.
   *
   * @throws {@link OfflineSessionError} when the session is not there, or cannot be read.
   * @throws {@link InvalidDatasetError} when it is not that of a dataset.
   * @throws {@link DatasetFileError} when a file is gone, or has changed since it was added.
   */
  static async importOfflineSession(
    session: string,
    { upload = true, finalize = false, signal }: ImportDatasetOptions = {},
    where: ConnectionOptions = {},
  ): Promise<Dataset> {
    const connection = where.connection ?? (await defaultConnection());
    const call = signal ? { signal } : {};
    const state = new VersionState(await importVersion(connection, session, call));
    const dataset = new Dataset(state, { isMadeHere: false });
    await state.change("import", () => state.save());
    if (upload || finalize) {
      // Its preview came with the session.
      await dataset.upload({ preview: false, ...call });
    }
    if (finalize) {
      await dataset.finalize();
    }
    return dataset;
  }

  static async #begin(options: DatasetOptions<string | Dataset>, connection: Connection): Promise<Dataset> {
    const parents = await Promise.all(
      (options.parents ?? []).map((parent) =>
        parent instanceof Dataset ? parent.#state : Dataset.#load(connection, { id: parent }),
      ),
    );
    for (const parent of parents) {
      parent.requireFinal("inherit from");
    }
    return beginVersion(connection, options, async (task) => {
      const inherited = inheritManifest(task.id, parents);
      const state = new VersionState({ task, manifest: inheritManifest(task.id, parents), inherited });
      await state.save();
      await storeLineage(task, await loadLineage(connection, task.id, inherited.graph));
      const dataset = new Dataset(state, { isMadeHere: true });
      state.log(`ClearML dataset page: ${dataset.webUrl}`);
      return dataset;
    });
  }

  static async #get(lookup: DatasetLookup & GetDatasetOptions, connection: Connection): Promise<Dataset> {
    const { alias, overridable = false, autoCreate = false, writableCopy = false, ...wanted } = lookup;
    const user = Task.current();
    const chosen = alias !== undefined && overridable ? chosenByTask(user, alias) : undefined;
    const found = await Dataset.#load(connection, chosen === undefined ? wanted : { id: chosen }).catch(
      (error: unknown) => {
        if (autoCreate && error instanceof DatasetNotFoundError && "project" in wanted && "name" in wanted) {
          return undefined;
        }
        throw error;
      },
    );
    const dataset = found
      ? new Dataset(found, { isMadeHere: false })
      : await Dataset.create(wanted as DatasetOptions, { connection });
    const result = found && writableCopy ? await dataset.#newVersion() : dataset;
    if (user && user.id !== result.id) {
      const { id, name, version } = result;
      await recordUse(user, { id, name, version }, { alias, asked: dataset.id });
    }
    return result;
  }

  static async #load(connection: Connection, lookup: DatasetLookup): Promise<VersionState> {
    return new VersionState(await loadVersion(connection, lookup));
  }

  #newVersion(): Promise<Dataset> {
    const { project, name, tags, connection } = this;
    return Dataset.create({ project, name, tags, parents: [this] }, { connection });
  }

  async #takeOver(files: Parameters<typeof addFiles>[1], links: Parameters<typeof addLinks>[1]): Promise<void> {
    await this.#state.change("squash", async () => {
      const parents = await this.#state.parentFiles();
      const own = Array.from(files, (file) => ({ ...file, storedIn: this.id }));
      addFiles(this.#state.manifest, own, { parents, deduplicate: false });
      addLinks(this.#state.manifest, links);
      await this.#state.saveSoon();
    });
  }

  /**
   * Writes down what was put off, sends the reports that are left, stops all timers and lets go of the copies in the cache; an
   * open version stays open. Takes at most the work under way, and five minutes. Closing twice is harmless.
   */
  async close(): Promise<void> {
    try {
      await this.#state.budget("close").run(() => this.#state.settle());
    } finally {
      await this.#kept.release();
      await this.task.close({ keepStatus: true });
    }
  }

  /**
   * Fails the version if it was created here and is still open, and closes it. After an error of a server that is gone it takes
   * at most half a minute.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isMadeHere && !this.isFinal && this.getOfflineModeFolder() === undefined) {
      await this.#state.abandon();
      await this.#abandon();
    }
    await this.close();
  }

  /** An error that ended the block is more important than one of recording it, so the latter is only a warning. */
  async #abandon(): Promise<void> {
    const { problem } = this.#state;
    const failed = await recordEnd(this.task, problem, async () => {
      if ((await this.task.reload()).status === "in_progress") {
        await this.fail(problem ?? "The dataset was left before it was finalized.");
      }
    });
    if (failed !== undefined) {
      const why = failed instanceof Error ? failed.message : String(failed);
      this.connection.warn(`Dataset ${this.id} could not be marked as failed: ${why}`);
    }
  }
}
