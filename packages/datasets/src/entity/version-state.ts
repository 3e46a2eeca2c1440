import type { CallBudget, Connection } from "@clearml-ts/client";
import { ApiError, results } from "@clearml-ts/protocol";
import type { Task } from "@clearml-ts/tasks";
import { DatasetStateError } from "../errors.ts";
import {
  type Changes,
  changesAgainst,
  inheritManifest,
  type Manifest,
  type OpenManifest,
} from "../manifest/manifest.ts";
import { storeState } from "../stored/store-state.ts";
import { FINAL } from "../versions/find-versions.ts";
import { loadVersion } from "../versions/load-version.ts";
import { PacedSave } from "./paced-save.ts";

/** A version with the files of its parents, as a new version starts with them. */
export interface VersionParts {
  task: Task;
  manifest: OpenManifest;
  /** The files of all parents together, where they are known. */
  inherited?: Manifest;
}

/** A version as it stands in this process: its task, its files, and the changes to both, one after the other. */
export class VersionState {
  readonly task: Task;
  readonly manifest: OpenManifest;
  /** Ids of the versions it was made from. */
  readonly parents: readonly string[];
  /** Bytes of the state that was stored last. */
  stateSize = 0;
  readonly #saving: PacedSave;
  #inherited: Promise<Manifest> | undefined;
  /** The work that was asked for last. */
  #turn: Promise<unknown> = Promise.resolve();
  #problem: unknown;

  constructor({ task, manifest, inherited }: VersionParts) {
    this.task = task;
    this.manifest = manifest;
    this.parents = manifest.graph[task.id] ?? [];
    this.#inherited = inherited && Promise.resolve(inherited);
    const { destination } = task.record.output ?? {};
    if (destination) {
      // What is shown of files that are stored elsewhere is stored there as well.
      task.logger.setDefaultUploadDestination(destination);
    }
    this.#saving = new PacedSave(
      () => this.#store(),
      (work) => this.#inTurn(work),
    );
  }

  get id(): string {
    return this.task.id;
  }

  get connection(): Connection {
    return this.task.connection;
  }

  /** Error of the last change that failed. */
  get problem(): unknown {
    return this.#problem;
  }

  /** Whether the version is finalized, and so does not change anymore. */
  get isFinal(): boolean {
    return FINAL.includes(this.task.status);
  }

  /** Runs a change when the ones before are done, if the version is open then. One that was aborted is opened again. */
  change<T>(action: string, work: () => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      this.task.signal.throwIfAborted();
      if (this.task.status === "stopped") {
        this.connection.warn(`Dataset ${this.id} was aborted. It is opened again, because it is changed.`);
        await this.task.start({ force: true });
      }
      if (this.task.status !== "in_progress") {
        throw this.refusal(action, "it is not open. Make a new version with this one as its parent.");
      }
      try {
        return await work();
      } catch (cause) {
        if (cause instanceof ApiError && cause.is(results.invalidTaskStatus)) {
          await this.task.reload();
          throw this.refusal(action, "it was closed meanwhile.", { cause });
        }
        throw cause;
      }
    });
  }

  /** Waits until all changes are made and stored. */
  async settle(): Promise<void> {
    await this.#inTurn(() => (this.task.status === "in_progress" ? this.saveRest() : Promise.resolve()));
  }

  /** Waits until the changes under way are made, and forgets that some are not stored. */
  async abandon(): Promise<void> {
    await this.#turn;
    this.#saving.drop();
  }

  /** Stores the list of files, at once or together with the next changes. */
  async saveSoon(): Promise<void> {
    await this.#saving.soon();
  }

  /** Stores changes that were put off. */
  async saveRest(): Promise<void> {
    await this.#saving.settle();
  }

  /** Stores the list of files; `chunkCounts` (zips by version) is known when the version is final. */
  async save(chunkCounts?: Record<string, number>): Promise<void> {
    if (chunkCounts) {
      await this.#store(chunkCounts);
      this.#saving.drop();
    } else {
      await this.#saving.now();
    }
  }

  /** Compares the version with its parents. */
  async changes(): Promise<Changes> {
    return changesAgainst(await this.parentFiles(), this.manifest);
  }

  /** The files of all parents together, as this version started with them. */
  parentFiles(): Promise<Manifest> {
    this.#inherited ??= this.#loadParents().catch((error: unknown) => {
      this.#inherited = undefined;
      throw error;
    });
    return this.#inherited;
  }

  /** The time that the calls of one method share. */
  budget(method: string): CallBudget {
    return this.connection.session.budget(`dataset.${method}()`);
  }

  /** Adds a line to the console log of the version. */
  log(text: string): void {
    this.task.logger.reportText(text);
  }

  /**
   * Refuses what only a finalized version can do.
   *
   * @throws {@link DatasetStateError} when it is not finalized.
   */
  requireFinal(action: string): void {
    if (!this.isFinal) {
      throw this.refusal(action, "it is not finalized.");
    }
  }

  refusal(action: string, problem: string, options: ErrorOptions = {}): DatasetStateError {
    return new DatasetStateError(this.id, { action, status: this.task.status, problem, ...options });
  }

  async #store(chunkCounts?: Record<string, number>): Promise<void> {
    const { parents } = this;
    this.stateSize = await storeState(this.task, this.manifest, {
      changes: await this.changes(),
      parents,
      chunkCounts,
    });
  }

  async #loadParents(): Promise<Manifest> {
    const { connection } = this;
    const parents = await Promise.all(
      this.parents.map(async (id) => ({ id, manifest: (await loadVersion(connection, { id })).manifest })),
    );
    return inheritManifest(this.id, parents);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch((error: unknown) => {
      this.#problem = error;
    });
    return turn;
  }
}
