/** Why a file could not be worked on: the message and code of the error, which crosses threads as plain data. */
export interface FileFault {
  message: string;
  code?: string;
}

/**
 * A file that was hashed: its sha256 in hexadecimal, its bytes, and the crc of one that it would take time to read once more
 * (a mebibyte or larger); or what went wrong.
 */
export type HashedFile = { hash: string; crc?: number | undefined; size: number } | { fault: FileFault };

/** A part of a file: the bytes from the first one to the one before the last. */
export interface FilePart {
  path: string;
  start: number;
  end: number;
}

/** Parts of files as one content: the sha256 in hexadecimal, the crc of each and all bytes; or what went wrong. */
export type DigestedParts = { hash: string; crcs: number[]; size: number } | { fault: FileFault };

/** A file that was read into memory and compressed, as a zip stores it. */
export interface PackedFile {
  /** Bytes, unpacked. */
  size: number;
  /** Hex sha256, unpacked. */
  hash: string;
  crc: number;
  /** Whether it is deflated, and not stored as it is. */
  isDeflated: boolean;
  mode: number;
  mtimeMs: number;
  /** Where its bytes are in the data of the batch. */
  start: number;
  end: number;
}

/** A batch of files that were compressed, in the order given. */
export interface PackedBatch {
  data: Uint8Array;
  files: (PackedFile | { fault: FileFault })[];
}

/** Content of a zip that becomes a file. */
interface ContentToUnpack {
  /** The file to write, which must not be there. */
  target: string;
  size: number;
  crc: number;
  isDeflated: boolean;
  /** Hex sha256 that the content must have; undefined when it is not known. */
  hash: string | undefined;
}

/** An entry of a zip on the disk that becomes a file. */
export interface EntryToUnpack extends ContentToUnpack {
  /** Where the entry begins in the archive. */
  offset: number;
  nameLength: number;
  packedSize: number;
}

/** Packed content in memory that becomes a file. */
export interface PieceToUnpack extends ContentToUnpack {
  /** Where its bytes are in the data of the batch. */
  start: number;
  end: number;
}

/** A file of this machine that is copied, and what its content must be. */
export interface FileToCopy {
  source: string;
  target: string;
  size: number;
  hash: string;
}

/** What is in a folder: the names, and for each the bytes of the file, or what else it is, as a number below 0. */
export interface FolderContent {
  /** Path of the folder, without links on the way to it. */
  real: string;
  names: string[];
  sizes: number[];
  /** Why some of the names could not be looked at, by their positions. */
  faults: [index: number, fault: FileFault][];
}

/** The jobs of a thread: what goes in, and what comes out. */
export interface FileJobs {
  /** Hashes files. */
  hash(input: { paths: readonly string[] }): HashedFile[];
  /** Hashes parts of files as one content. */
  digest(input: { parts: readonly FilePart[] }): DigestedParts;
  /** Compresses whole files that fit in memory; one that is larger than it may be is a fault. */
  pack(input: { paths: readonly string[]; level: number; maxSize: number }): PackedBatch;
  /** Deflates a block so that blocks put one behind the other are one stream. */
  deflate(input: { block: Uint8Array; level: number; isLast: boolean }): Uint8Array;
  /** Writes entries of a zip as files; answers one fault, or none, for each. */
  unpack(input: { archive: string; entries: readonly EntryToUnpack[] }): (FileFault | undefined)[];
  /** Writes packed contents as files; answers one fault, or none, for each. */
  unpackPieces(input: { data: Uint8Array; pieces: readonly PieceToUnpack[] }): (FileFault | undefined)[];
  /** Copies files whose content is as it must be; answers for each whether it was. */
  copy(input: { files: readonly FileToCopy[] }): boolean[];
  /** Reads folders, links followed; answers a fault for one that cannot be read. */
  look(input: { paths: readonly string[] }): (FolderContent | { fault: FileFault })[];
  /** Bytes of files; -1 where there is no file. */
  measure(input: { paths: readonly string[] }): number[];
}

/** Name of a job. */
export type JobName = keyof FileJobs;
