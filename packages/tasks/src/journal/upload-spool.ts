import { constants } from "node:fs";
import { chmod, copyFile, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { formatSize, sha256, sha256File } from "@clearml-ts/archive";
import { SpoolFullError } from "./errors.ts";
import { encodeUpload, type KeptContent, type KeptUpload, type UploadNews } from "./kept-upload.ts";
import { type SpooledUpload, spooledUpload } from "./spooled-upload.ts";

/** Bytes of content that one process may keep: what is beyond them is refused when it is given. */
const SPOOL_BYTES = 8 * 2 ** 30;

const PRIVATE_FILE = 0o600;

/** The content to keep: bytes, or a file, which is copied, because its owner may change it. */
export type SpoolSource = { kind: "bytes"; bytes: Uint8Array } | { kind: "file"; path: string };

/** An artifact or a sample to keep until the server has it. */
export interface UploadToKeep {
  task: string;
  /** Undefined for an artifact that is a link. */
  content?: { source: SpoolSource; url: string; contentType?: string };
  news: UploadNews;
}

/** Options of an {@link UploadSpool}. */
export interface UploadSpoolOptions {
  /** Gives the path of a file by its name, and makes its folder. */
  pathOf(name: string): string;
  /** Called when nothing is kept any more. */
  onEmpty(): void;
  /** @default 8 GiB */
  limit?: number | undefined;
}

/** The artifacts and samples of this process that wait on its disk. Each that `keep` has taken survives the end of the machine. */
export class UploadSpool {
  readonly #options: UploadSpoolOptions;
  readonly #limit: number;
  #next = 0;
  #count = 0;
  #bytes = 0;

  constructor(options: UploadSpoolOptions) {
    this.#options = options;
    this.#limit = options.limit ?? SPOOL_BYTES;
  }

  /** Whether nothing is kept, or about to be. */
  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /**
   * Keeps an upload, with a copy of its content; as a whole or, when it fails, not at all.
   *
   * @throws {@link SpoolFullError} when there is no room for the content.
   */
  async keep(upload: UploadToKeep): Promise<SpooledUpload> {
    const size = await sizeOf(upload.content?.source);
    if (this.#bytes + size > this.#limit) {
      throw new SpoolFullError(`${formatSize(size)} more than ${formatSize(this.#bytes)} that are kept`, this.#limit);
    }
    this.#count += 1;
    this.#bytes += size;
    const number = this.#next;
    this.#next += 1;
    const release = () => this.#release(size);
    try {
      return await this.#write(number, upload, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  async #write(number: number, { task, content, news }: UploadToKeep, onForgotten: () => void): Promise<SpooledUpload> {
    const [record, contentPath, partial] = ["upload", "content", "partial"].map((ending) =>
      this.#options.pathOf(`${number}.${ending}`),
    ) as [string, string, string];
    try {
      const kept = content && (await storeContent(content, contentPath));
      const upload: KeptUpload = { task, ...(kept && { content: kept }), news };
      // The record comes last and at once: it makes the upload one that is kept.
      await writeFile(partial, encodeUpload(upload), { mode: PRIVATE_FILE, flag: "wx", flush: true });
      await rename(partial, record);
      return spooledUpload(upload, { record, content: contentPath, onForgotten });
    } catch (error) {
      await Promise.allSettled([partial, contentPath].map((path) => rm(path, { force: true })));
      throw error;
    }
  }

  #release(size: number): void {
    this.#count -= 1;
    this.#bytes -= size;
    if (this.isEmpty) {
      this.#options.onEmpty();
    }
  }
}

async function storeContent(
  { source, ...target }: NonNullable<UploadToKeep["content"]>,
  path: string,
): Promise<KeptContent> {
  if (source.kind === "bytes") {
    await writeFile(path, source.bytes, { mode: PRIVATE_FILE, flag: "wx", flush: true });
    return { ...target, hash: sha256(source.bytes), size: source.bytes.byteLength };
  }
  // Where the file system can, the copy shares its blocks with the file until one of them changes.
  await copyFile(source.path, path, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  await chmod(path, PRIVATE_FILE);
  await forceToDisk(path);
  return { ...target, hash: await sha256File(path), size: (await stat(path)).size };
}

async function forceToDisk(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function sizeOf(source: SpoolSource | undefined): Promise<number> {
  if (source === undefined) {
    return 0;
  }
  return source.kind === "bytes" ? source.bytes.byteLength : (await stat(source.path)).size;
}
