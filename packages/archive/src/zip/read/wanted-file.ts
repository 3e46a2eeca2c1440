import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { ArchiveTooLargeError, DamagedEntryError } from "../../errors.ts";
import type { ZipMember } from "./zip-directory.ts";

/** A file that an archive should hold. */
export interface WantedFile {
  /** Bytes that it must have. */
  readonly size: number;
  /** Hex sha256 that it must have; undefined when it is not known. */
  readonly hash: string | undefined;
}

/** What an entry of an archive says of itself. */
export type DeclaredEntry = Pick<ZipMember, "name" | "size" | "packedSize" | "method" | "isEncrypted">;

/**
 * Compares an entry with the file that it should be, before any of it is unpacked.
 *
 * @throws {@link ArchiveTooLargeError} when it has more bytes than it may.
 * @throws {@link DamagedEntryError} when it has fewer, or is stored in a way that cannot be read.
 */
export function checkEntry(archive: string, entry: DeclaredEntry, file: WantedFile): void {
  const { name, size, packedSize, method, isEncrypted } = entry;
  if (size > file.size) {
    throw new ArchiveTooLargeError(archive, { entry: name, size, maxSize: file.size });
  }
  if (size !== file.size) {
    throw new DamagedEntryError(archive, name, `it has ${size} bytes instead of ${file.size}`);
  }
  if (isEncrypted) {
    throw new DamagedEntryError(archive, name, "it is encrypted");
  }
  if (method !== 0 && method !== 8) {
    throw new DamagedEntryError(archive, name, `it is compressed in a way that cannot be read here (number ${method})`);
  }
  if (method === 0 && packedSize !== size) {
    throw new DamagedEntryError(archive, name, `it is stored as it is, in ${packedSize} bytes instead of ${size}`);
  }
}

/** The content that a file must have; the crc is undefined where only the hash says it. */
export type ExpectedContent = Pick<WantedFile, "size" | "hash"> & { crc: number | undefined };

/** Passes the content of a file on, and fails as soon as it is longer than it may be, and at its end when it is another one. */
export async function* checked(
  content: AsyncIterable<Uint8Array>,
  expected: ExpectedContent,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let crc = 0;
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > expected.size) {
      break;
    }
    crc = crc32(chunk, crc);
    hash.update(chunk);
    yield chunk;
  }
  requireSame({ hash: hash.digest("hex"), crc, size }, expected);
}

/** Fails when a content is not the expected one. */
export function requireSame(
  { hash, crc, size }: { hash: string; crc: number; size: number },
  expected: ExpectedContent,
): void {
  if (size !== expected.size) {
    throw new Error(`it has ${size > expected.size ? "more" : size} bytes instead of ${expected.size}`);
  }
  if (expected.crc !== undefined && crc !== expected.crc) {
    throw new Error("its checksum is wrong");
  }
  if (expected.hash !== undefined && hash !== expected.hash) {
    throw new Error("it is not the file that was added: its hash differs");
  }
}
