import type { ArtifactMode, ArtifactRecord } from "@clearml-ts/protocol";
import type { Storage } from "@clearml-ts/storage";
import { ArtifactError } from "./errors.ts";
import { TYPED_CSV_NOTE } from "./formats/typed-csv.ts";
import { readArtifact } from "./read-artifact.ts";

/** Options of downloading an artifact. */
export interface GetArtifactOptions {
  /**
   * Refuse content whose hash is not the recorded one. `false` downloads again and takes what is there, as the Python SDK
   * does, which may upload an artifact twice at once and leave the record of one beside the content of the other.
   * @default true
   */
  verify?: boolean;
  /** Download it again although a copy is in the cache. @default false */
  force?: boolean;
  signal?: AbortSignal;
}

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

  /** The notes that were stored beside it, by key. */
  get metadata(): Record<string, string> {
    const notes = (this.record.display_data ?? []).filter(([key]) => key !== TYPED_CSV_NOTE[0]);
    return Object.fromEntries(notes.map(([key = "", value = ""]) => [key, value]));
  }

  /**
   * Downloads the artifact and turns it into a value: JSON and YAML into the value that they hold, texts into strings, CSV tables
   * into lists of records, NumPy arrays into typed arrays (of several dimensions: {@link NumpyArray}). Kinds without
   * such a form (files, archives, images) give the path of a local copy, as {@link Artifact.getLocalCopy} does.
   *
   * @throws {@link ArtifactError} when it is a pickle or another format of Python's own, or does not fit its type.
   * @throws {@link ContentMismatchError} when it was replaced after this record of it was read.
   */
  async get(options: GetArtifactOptions = {}): Promise<unknown> {
    return await readArtifact(this.record, () => this.getLocalCopy(options));
  }

  /**
   * Downloads the artifact into the cache and returns the path; an archive is unpacked, and its folder returned. A copy
   * in the cache is used only when it has the content that the record names.
   *
   * @throws {@link ContentMismatchError} when the artifact was replaced after this record of it was read.
   */
  async getLocalCopy({ verify = true, ...options }: GetArtifactOptions = {}): Promise<string> {
    const { uri, hash } = this.record;
    if (!uri) {
      throw new ArtifactError(this.name, "has no address: it was recorded but never uploaded.");
    }
    const isSha256 = hash !== undefined && /^[0-9a-f]{64}$/.test(hash);
    const check = verify ? isSha256 && { hash } : { force: true };
    const call = { ...options, ...check };
    return this.type === "archive"
      ? await this.#storage.getUnpackedCopy(uri, { ...call, name: this.name })
      : await this.#storage.getLocalCopy(uri, call);
  }
}
