import { join } from "node:path";
import { InvalidDatasetError } from "../errors.ts";
import { type ReadTable, readTable } from "../tables/table-file.ts";
import { chooseFiles } from "../transfer/fetch/choose-files.ts";
import type { KeptCopies } from "../transfer/fetch/kept-copies.ts";
import { type LocalCopyOptions, localCopy } from "../transfer/fetch/local-copy.ts";
import { mutableCopy, requireEmpty } from "../transfer/fetch/mutable-copy.ts";
import { differingFiles, type VerifyOptions } from "../transfer/fetch/verify-copy.ts";
import { DatasetUpload } from "./dataset-upload.ts";
import type { VersionState } from "./version-state.ts";

/** How to get a copy that may be changed. */
export interface MutableCopyOptions extends Omit<LocalCopyOptions, "useSoftLinks"> {
  /** Delete what is in the target folder. @default false */
  overwrite?: boolean;
}

/** A version of a dataset whose files come to this machine. */
export abstract class DatasetCopies extends DatasetUpload {
  readonly #state: VersionState;
  readonly #kept: KeptCopies;

  protected constructor(state: VersionState, kept: KeptCopies) {
    super(state);
    this.#state = state;
    this.#kept = kept;
  }

  /**
   * Returns a folder with all files of the version, or those that are chosen, fetching them the first time and checking each
   * against its hash. Do not write to it: others are given the same one. Files that are links to other stores are fetched
   * from there. No process deletes the folder to make room until `close()`, or until this one ends. Takes at most five minutes of calls, and five minutes and a second for each 50 KiB of each zip and link.
   *
   * @throws {@link DatasetStateError} when the version is not finalized.
   * @throws {@link DatasetCorruptError} when stored files differ from those that were added.
   * @throws {@link DatasetLinksError} when the content of a link cannot be fetched; `links: "skip"` leaves them all out.
   * @throws {@link InvalidDatasetError} when the version has no such part, or no such file.
   */
  async getLocalCopy(options: LocalCopyOptions = {}): Promise<string> {
    this.#state.requireFinal("download");
    const { id, connection } = this;
    const { manifest } = this.#state;
    return this.#state.budget("getLocalCopy").run(async () => {
      const chosen = await chooseFiles(connection, { id, manifest }, options);
      return await localCopy(connection, { id, manifest, chosen, kept: this.#kept }, options);
    });
  }

  /**
   * Copies all files of the version, or those that are chosen, into a folder where they may be changed; they pass through
   * the cache. The folder appears complete or not at all. Returns its absolute path.
   *
   * @throws {@link DatasetFileError} when there is something in the target folder, and `overwrite` is not set.
   * @throws {@link DatasetStateError} when the version is not finalized.
   */
  async getMutableLocalCopy(targetFolder: string, options: MutableCopyOptions = {}): Promise<string> {
    const { overwrite = false, ...copy } = options;
    if (!overwrite) {
      await requireEmpty(targetFolder);
    }
    return await mutableCopy(await this.getLocalCopy(copy), targetFolder, { overwrite });
  }

  /**
   * Reads a file of the version, CSV or Arrow, as a table of arquero; without a path, its only file. Only what holds the file
   * is fetched.
   *
   * @throws {@link InvalidDatasetError} when the version has no such file, or the file is not a table.
   * @throws {@link ArqueroNotFoundError} when arquero is not installed.
   */
  async toTable(path?: string, options: Pick<LocalCopyOptions, "signal"> = {}): Promise<ReadTable> {
    const [first, ...others] = path === undefined ? this.listFiles() : [path];
    if (first === undefined || others.length > 0) {
      const count = first === undefined ? "no file" : `${others.length + 1} files`;
      throw new InvalidDatasetError(`Dataset ${this.id} has ${count}: name the one that is the table.`);
    }
    const folder = await this.getLocalCopy({ ...options, files: [first] });
    return await readTable(join(folder, first));
  }

  /**
   * Compares a copy with the files of the version, and returns the sorted paths of those that are missing or differ. Links
   * are not compared: their content may change.
   */
  async verifyDatasetHash(options: VerifyOptions = {}): Promise<string[]> {
    const { localCopyPath, maxWorkers, signal } = options;
    const call = { ...(maxWorkers !== undefined && { maxWorkers }), ...(signal && { signal }) };
    const folder = localCopyPath ?? (await this.getLocalCopy(call));
    return await differingFiles(folder, this.entries.values(), options);
  }
}
