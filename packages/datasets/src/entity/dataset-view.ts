import type { Connection } from "@clearml-ts/client";
import type { TaskStatus } from "@clearml-ts/protocol";
import type { Logger, Task } from "@clearml-ts/tasks";
import type { LineageGraph } from "../lineage/graph.ts";
import type { FileEntry, LinkEntry } from "../manifest/entry.ts";
import { type FileChanges, fileChanges } from "../manifest/file-changes.ts";
import { allEntries, type Changes, pendingFiles, totalSize, usedGraph } from "../manifest/manifest.ts";
import { type PatternOptions, pathMatcher } from "../manifest/pattern.ts";
import { chunkIndex } from "../stored/chunk-name.ts";
import { loadVersion } from "../versions/load-version.ts";
import { datasetName } from "../versions/project.ts";
import { chunkCount, fetchVersions, versionRecord } from "../versions/version-records.ts";
import type { VersionState } from "./version-state.ts";

/** Which files are listed. */
export interface ListFilesOptions extends PatternOptions {
  /** Only files whose content this version stores, given by its id. @default those of all versions */
  storedIn?: string;
}

/** A version of a dataset as it describes itself: its names, files, lineage and changes. */
export abstract class DatasetView {
  readonly #state: VersionState;

  protected constructor(state: VersionState) {
    this.#state = state;
  }

  /** The task that holds this version. */
  get task(): Task {
    return this.#state.task;
  }

  get id(): string {
    return this.#state.id;
  }

  /** Ids of the versions it was made from. */
  get parents(): readonly string[] {
    return this.#state.parents;
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
    return this.#state.connection;
  }

  get status(): TaskStatus {
    return this.task.status;
  }

  /** Whether the version is finalized, and so does not change anymore. */
  get isFinal(): boolean {
    return this.#state.isFinal;
  }

  /** Whether files wait to be uploaded. */
  get isDirty(): boolean {
    return pendingFiles(this.#state.manifest).length > 0;
  }

  /** The files by their paths, without those that are links. */
  get entries(): ReadonlyMap<string, FileEntry> {
    return this.#state.manifest.files;
  }

  /** The files that are links to other stores, by their paths. */
  get links(): ReadonlyMap<string, LinkEntry> {
    return this.#state.manifest.links;
  }

  /** Bytes of all files, unpacked. */
  get totalSize(): number {
    return totalSize(this.#state.manifest);
  }

  /** Page of the dataset. */
  get webUrl(): string {
    return this.connection.pageUrl(`datasets/simple/${this.task.project.id || "*"}/experiments/${this.id}`);
  }

  /** Reports plots, samples and texts on the version itself. */
  get logger(): Logger {
    return this.task.logger;
  }

  /** URL below which the files of the version are stored. */
  getDefaultStorage(): string {
    return this.task.record.output?.destination || this.connection.config.filesServer;
  }

  /** Direct parents by version: this one, and every ancestor that still stores a file of it. */
  getDependencyGraph(): LineageGraph {
    return usedGraph(this.id, this.#state.manifest);
  }

  /** Counts the zips that hold files of the version: its own, and unless it is told otherwise those of its ancestors. */
  async getNumChunks({ includeParents = true }: { includeParents?: boolean } = {}): Promise<number> {
    if (!includeParents) {
      return [...this.task.artifacts.keys()].filter((name) => chunkIndex(name) !== undefined).length;
    }
    const records = await fetchVersions(this.connection, Object.keys(this.getDependencyGraph()));
    return [...records.values()].reduce((sum, record) => sum + chunkCount(record), 0);
  }

  /** Sorted paths of the files; of those that match a pattern, when one is given. */
  listFiles(pattern?: string | readonly string[], { storedIn, ...options }: ListFilesOptions = {}): string[] {
    const matches = pattern === undefined ? () => true : pathMatcher(pattern, options);
    const listed: string[] = [];
    for (const entry of allEntries(this.#state.manifest)) {
      if ((storedIn === undefined || entry.storedIn === storedIn) && matches(entry.path)) {
        listed.push(entry.path);
      }
    }
    return listed.sort();
  }

  /** Compares the version with its parents. */
  async changes(): Promise<Changes> {
    return await this.#state.changes();
  }

  /** Sorted paths of the files that another version, or else the parents, do not have. */
  async listAddedFiles(otherId?: string): Promise<string[]> {
    return (await this.#fileChanges(otherId)).added;
  }

  /** Sorted paths of the files that have other content in another version, or else in the parents. */
  async listModifiedFiles(otherId?: string): Promise<string[]> {
    return (await this.#fileChanges(otherId)).modified;
  }

  /** Sorted paths of the files that only another version, or else the parents, have. */
  async listRemovedFiles(otherId?: string): Promise<string[]> {
    return (await this.#fileChanges(otherId)).removed;
  }

  /** Reads a value that was stored about the dataset; undefined when no value has this name. */
  async getMetadata({ name = "metadata" }: { name?: string } = {}): Promise<unknown> {
    return this.task.artifacts.get(name)?.get();
  }

  async #fileChanges(otherId: string | undefined): Promise<FileChanges> {
    const before =
      otherId === undefined || otherId === this.id
        ? await this.#state.parentFiles()
        : (await loadVersion(this.connection, { id: otherId })).manifest;
    return fileChanges(before, this.#state.manifest);
  }
}
