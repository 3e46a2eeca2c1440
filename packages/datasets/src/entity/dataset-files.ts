import { DatasetFileError } from "../errors.ts";
import { type AddedFiles, addFiles, addLinks, removeEntries } from "../manifest/edit.ts";
import { entryPath } from "../manifest/entry-path.ts";
import { type PatternOptions, pathMatcher } from "../manifest/pattern.ts";
import { type AddExternalFilesOptions, findExternalFiles } from "../transfer/send/external-files.ts";
import { type AddFilesOptions, findFiles } from "../transfer/send/find-files.ts";
import { DatasetNotes } from "./dataset-notes.ts";
import type { VersionState } from "./version-state.ts";

/** How a folder is brought into a dataset. */
export type SyncFolderOptions = Pick<
  AddFilesOptions,
  "datasetPath" | "deduplicate" | "maxWorkers" | "onProgress" | "signal"
>;

/** How many files of a version a folder changed. */
export interface SyncedFiles extends AddedFiles {
  removed: number;
}

/** The tag of versions that have links to other stores. */
const EXTERNAL = "external files";

/** A version of a dataset whose files can be added, replaced and removed as long as it is open. */
export abstract class DatasetFiles extends DatasetNotes {
  readonly #state: VersionState;

  protected constructor(state: VersionState) {
    super(state);
    this.#state = state;
  }

  /**
   * Adds a file, or the files of a folder. A file that a parent stores already is not stored again. Of many additions that
   * follow each other, the last ones are written down a little later; {@link DatasetFiles.upload} and `close()` see to it.
   *
   * @throws {@link DatasetFileError} when there is nothing to add, or it cannot be read.
   * @throws {@link DatasetStateError} when the version is not open.
   */
  addFiles(path: string, options: AddFilesOptions = {}): Promise<AddedFiles> {
    return this.#change("addFiles", "add files to", async () => {
      const found = await findFiles(path, { ...options, storedIn: this.id });
      if (found.length === 0) {
        const { wildcard } = options;
        const which = wildcard === undefined ? "no file" : `no file that matches ${String(wildcard)}`;
        throw new DatasetFileError(path, `holds ${which}.`);
      }
      const parents = await this.#state.parentFiles();
      const { deduplicate = false } = options;
      const { added, modified } = addFiles(this.#state.manifest, found, { parents, deduplicate });
      this.#state.log(`Added ${added} files and modified ${modified} from ${path}`);
      await this.#state.saveSoon();
      return { added, modified };
    });
  }

  /**
   * Adds links to files of other stores: of single objects, or of all objects below a folder of a store that can be listed.
   * Their content stays where it is, and comes from there with every local copy.
   *
   * @throws {@link DatasetFileError} when there is nothing behind an address.
   * @throws {@link DatasetStateError} when the version is not open.
   */
  addExternalFiles(sourceUrl: string | readonly string[], options: AddExternalFilesOptions = {}): Promise<AddedFiles> {
    return this.#change("addExternalFiles", "add links to", async () => {
      const sources = [sourceUrl].flat();
      const found = await findExternalFiles(this.connection.storage, sources, { ...options, storedIn: this.id });
      const { added, modified } = addLinks(this.#state.manifest, found);
      if (!this.tags.includes(EXTERNAL)) {
        await this.addTags(EXTERNAL);
      }
      this.#state.log(`Added ${added} links and modified ${modified} from ${sources.join(", ")}`);
      await this.#state.saveSoon();
      return { added, modified };
    });
  }

  /**
   * Removes the files that match a pattern, and links by their addresses, too; returns how many did. Parents keep theirs.
   *
   * @throws {@link DatasetStateError} when the version is not open.
   */
  removeFiles(pattern: string | readonly string[], options: PatternOptions = {}): Promise<number> {
    return this.#change("removeFiles", "remove files from", async () => {
      const matches = pathMatcher(pattern, options);
      const addresses = new Set([pattern].flat());
      const isRemoved = (path: string, link: string | undefined) =>
        matches(path) || (link !== undefined && (addresses.has(link) || matches(link)));
      const removed = removeEntries(this.#state.manifest, isRemoved);
      this.#state.log(`Removed ${removed} files that match ${String(pattern)}`);
      await this.#state.saveSoon();
      return removed;
    });
  }

  /**
   * Makes the version, or a folder of it, have the files of a folder of this machine: adds those that are new, replaces those
   * that differ and removes those that are gone, links among them. Returns how many.
   *
   * @throws {@link DatasetFileError} when there is no such folder, or a file in it cannot be read.
   * @throws {@link DatasetStateError} when the version is not open.
   */
  syncFolder(localPath: string, options: SyncFolderOptions = {}): Promise<SyncedFiles> {
    return this.#change("syncFolder", "sync a folder with", async () => {
      const { datasetPath = "", deduplicate = false } = options;
      const found = await findFiles(localPath, { ...options, storedIn: this.id });
      const kept = new Set(found.map(({ path }) => path));
      const prefix = datasetPath === "" ? "" : `${entryPath("", datasetPath)}/`;
      const parents = await this.#state.parentFiles();
      const { manifest } = this.#state;
      // Added first: what a renamed file refers to is still there then.
      const counts = addFiles(manifest, found, { parents, deduplicate });
      const removed = removeEntries(manifest, (path) => path.startsWith(prefix) && !kept.has(path));
      const { added, modified } = counts;
      this.#state.log(`Synced ${localPath}: ${removed} files removed, ${added} added, ${modified} modified`);
      await this.#state.saveSoon();
      return { removed, added, modified };
    });
  }

  #change<T>(method: string, action: string, work: () => Promise<T>): Promise<T> {
    return this.#state.change(action, () => this.#state.budget(method).run(work));
  }
}
