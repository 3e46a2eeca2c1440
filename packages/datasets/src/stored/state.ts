import { isFileName, isPathInside } from "@clearml-ts/protocol";
import { DatasetCorruptError } from "../errors.ts";
import { cycleIn } from "../lineage/graph.ts";
import type { FileEntry, LinkEntry } from "../manifest/entry.ts";
import type { OpenManifest } from "../manifest/manifest.ts";
import { ListScan } from "./list-scan.ts";

/** Keys of the lists of a state, which may be long. */
const [FILES, LINKS] = ["dataset_file_entries", "dataset_link_entries"] as const;

/**
 * Reads a manifest from the text of a state artifact, trusting nothing in it.
 *
 * @throws {@link DatasetCorruptError} when it is not a state, or names a file outside of the dataset.
 */
export function parseState(id: string, text: string): OpenManifest {
  const reading = new StateReading(id);
  reading.push(text);
  return reading.finish();
}

/** The reading of a state whose text comes in pieces. */
export class StateReading {
  readonly #id: string;
  readonly #files = new Map<string, FileEntry>();
  readonly #links = new Map<string, LinkEntry>();
  readonly #scan: ListScan;
  /** Ids and names of zips, each once: a million files have them in common. */
  readonly #common = new Map<string, string>();

  constructor(id: string) {
    this.#id = id;
    this.#scan = new ListScan([FILES, LINKS], (list, item) => this.#add(list, item));
  }

  /**
   * Reads some more of the text.
   *
   * @throws {@link DatasetCorruptError} when it has an entry that cannot be used.
   */
  push(text: string): void {
    this.#scan.push(text);
  }

  /**
   * Returns what was read.
   *
   * @throws {@link DatasetCorruptError} when it is not a state.
   */
  finish(): OpenManifest {
    const state = this.#parse(this.#scan.end());
    if (!isObject(state)) {
      return this.#fail("is not an object");
    }
    const { [FILES]: files, [LINKS]: links = [], dependency_graph: graph } = state;
    if (!Array.isArray(files) || !Array.isArray(links)) {
      return this.#fail("has no list of files");
    }
    if (!isGraph(graph)) {
      return this.#fail("has no dependency graph");
    }
    const cycle = cycleIn(graph);
    if (cycle) {
      return this.#fail(`says that it comes from itself: ${cycle.join(" ← ")}`);
    }
    // Python can leave a link at the path of a file, and fetches only the file.
    for (const path of this.#links.keys()) {
      if (this.#files.has(path)) {
        this.#links.delete(path);
      }
    }
    return { files: this.#files, links: this.#links, graph };
  }

  #add(list: string, text: string): void {
    const item = this.#parse(text);
    const file = list === FILES && isObject(item) ? readFile(item) : undefined;
    const link = list === LINKS && isObject(item) ? readLink(item) : undefined;
    if (file) {
      const { storedIn, chunk } = file;
      this.#files.set(file.path, { ...file, storedIn: this.#once(storedIn), chunk: chunk && this.#once(chunk) });
    } else if (link) {
      this.#links.set(link.path, { ...link, storedIn: this.#once(link.storedIn) });
    } else {
      this.#fail(`has an entry that cannot be used: ${text.trim()}`);
    }
  }

  #once(text: string): string {
    const known = this.#common.get(text);
    if (known === undefined) {
      this.#common.set(text, text);
    }
    return known ?? text;
  }

  #parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (cause) {
      return this.#fail("is not JSON", cause);
    }
  }

  #fail(problem: string, cause?: unknown): never {
    throw new DatasetCorruptError(this.#id, `its state ${problem}.`, { cause });
  }
}

type Fields = Record<string, unknown>;

function readFile(item: Fields): FileEntry | undefined {
  const {
    relative_path: path,
    hash,
    size,
    parent_dataset_id: storedIn,
    artifact_name: chunk,
    local_path: local,
  } = item;
  if (!isPath(path) || !isId(storedIn) || !isSize(size) || !isOptionalText(hash)) {
    return undefined;
  }
  if (!isOptionalText(chunk) || !isOptionalText(local)) {
    return undefined;
  }
  return { path, hash: hash ?? undefined, size, storedIn, chunk: chunk ?? undefined, localPath: local ?? undefined };
}

function readLink(item: Fields): LinkEntry | undefined {
  const { relative_path: path, link, hash, size, parent_dataset_id: storedIn } = item;
  if (!isPath(path) || !isText(link) || !isId(storedIn) || !isOptionalText(hash)) {
    return undefined;
  }
  if (size !== null && size !== undefined && !isSize(size)) {
    return undefined;
  }
  return { path, link, hash: hash ?? undefined, size: size ?? undefined, storedIn };
}

function isGraph(value: unknown): value is Record<string, string[]> {
  return isObject(value) && Object.values(value).every((parents) => Array.isArray(parents) && parents.every(isText));
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isOptionalText(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || isText(value);
}

function isPath(value: unknown): value is string {
  return isText(value) && isPathInside(value);
}

/** The copy of a version is in a folder named after its id. */
function isId(value: unknown): value is string {
  return isText(value) && isFileName(value, "win32");
}

function isSize(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
