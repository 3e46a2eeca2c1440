import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { ArtifactMode, ArtifactRecord } from "@clearml-ts/protocol";
import type { Storage } from "@clearml-ts/storage";
import { parse as parseYaml } from "yaml";
import { ArtifactError } from "../errors.ts";
import { fromPandasCsv } from "./csv.ts";
import { unpackArchive } from "./unpack-archive.ts";

/** Options of downloading an artifact. */
export interface GetArtifactOptions {
  /** Download it again although a copy is in the cache. @default false */
  force?: boolean;
  signal?: AbortSignal;
}

const unzip = promisify(gunzip);

/** Something a task took or made, stored under a name. */
export class Artifact {
  readonly #storage: Storage;

  constructor(
    /** The artifact as the server holds it. */
    readonly record: ArtifactRecord,
    storage: Storage,
  ) {
    this.#storage = storage;
  }

  get name(): string {
    return this.record.key;
  }

  /** Kind of object, such as `dict`, `pandas`, `string`, `archive` or `custom`. */
  get type(): string {
    return this.record.type;
  }

  /** Whether the task took it or made it. */
  get mode(): ArtifactMode {
    return this.record.mode ?? "output";
  }

  /** Where it is stored. */
  get url(): string {
    return this.record.uri ?? "";
  }

  /** sha256 of the file in hexadecimal; `undefined` for links. */
  get hash(): string | undefined {
    return this.record.hash;
  }

  /** Bytes; `undefined` for links. */
  get size(): number | undefined {
    return this.record.content_size;
  }

  /** When it was stored. */
  get timestamp(): Date {
    return new Date((this.record.timestamp ?? 0) * 1000);
  }

  /** Text for people to look at. */
  get preview(): string {
    return this.record.type_data?.preview ?? "";
  }

  /** What was noted beside it, by key. */
  get metadata(): Record<string, string> {
    return Object.fromEntries((this.record.display_data ?? []).map(([key = "", value = ""]) => [key, value]));
  }

  /**
   * Downloads the artifact and turns it into a value: JSON and YAML into what they say, texts into strings, CSV tables
   * into arrays of records. What has no such form (files, archives, images, NumPy arrays, pickles) gives the path of a
   * local copy, as {@link Artifact.getLocalCopy} does.
   *
   * @throws {ArtifactError} when the content does not fit its type.
   */
  async get(options: GetArtifactOptions = {}): Promise<unknown> {
    const path = await this.getLocalCopy(options);
    const contentType = this.record.type_data?.content_type;
    try {
      switch (this.type) {
        case "JSON":
          return parseJson(await readFile(path, "utf8"));
        case "dict":
          return readDict(await readFile(path, "utf8"), contentType);
        case "string":
          return await readFile(path, "utf8");
        case "pandas":
          return contentType === "text/csv" ? fromPandasCsv(await readCsv(path)) : path;
        case "data-audit-table":
          return fromPandasCsv(await readCsv(path), { indexColumn: false });
        default:
          return path;
      }
    } catch (cause) {
      throw new ArtifactError(this.name, `is not readable as "${this.type}". Its file is ${path}.`, { cause });
    }
  }

  /** Downloads the artifact into the cache and returns the path; an archive is unpacked, and its folder returned. */
  async getLocalCopy(options: GetArtifactOptions = {}): Promise<string> {
    if (!this.record.uri) {
      throw new ArtifactError(this.name, "has no address: it was recorded but never uploaded.");
    }
    const path = await this.#storage.getLocalCopy(this.record.uri, options);
    return this.type === "archive" ? unpackArchive(path, { name: this.name, ...options }) : path;
  }
}

function readDict(text: string, contentType: string | undefined): unknown {
  return contentType === "application/json" ? parseJson(text) : parseYaml(text);
}

/** Python writes NaN and infinities into JSON bare. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const special: Record<string, number> = { NaN: Number.NaN, Infinity: Infinity, "-Infinity": -Infinity };
    const marked = text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (word) =>
      word in special ? JSON.stringify(`\u0000${word}`) : word,
    );
    if (marked === text) {
      throw error;
    }
    return JSON.parse(marked, (_key, value) =>
      typeof value === "string" && value.startsWith("\u0000") ? special[value.slice(1)] : value,
    );
  }
}

async function readCsv(path: string): Promise<string> {
  const bytes = await readFile(path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isGzip ? await unzip(bytes) : bytes).toString("utf8");
}
