import type { EntryToUnpack, FileFault, FileJobs, PieceToUnpack } from "../job-types.ts";
import type { FileTools, NodeModules } from "./file-tools.ts";

/**
 * Makes the jobs that write the contents of a zip as files, each checked before it is written. The text of this
 * function is part of the program of the threads: it must use nothing from outside of itself.
 */
export function unpackJobs(
  { fs, crypto, zlib }: NodeModules,
  { scratch, faultOf }: FileTools,
): Pick<FileJobs, "unpack" | "unpackPieces"> {
  /** The least that zlib wants for its output; an output that fills its memory to the end would be asked for more. */
  const ROOM_TO_END = 64;

  /** The bytes of an entry behind its own header, whose length only the header itself says. */
  function packedBytes(archive: number, { offset, nameLength, packedSize }: EntryToUnpack): Uint8Array {
    // The other fields of a header rarely take more than this.
    const guess = 30 + nameLength + 64 + packedSize;
    const room = guess <= scratch.length ? scratch : Buffer.allocUnsafe(guess);
    const length = fs.readSync(archive, room, 0, guess, offset);
    if (length < 30 || room.readUInt32LE(0) !== 0x04034b50) {
      throw new Error("the archive has no entry where its directory says");
    }
    const start = 30 + room.readUInt16LE(26) + room.readUInt16LE(28);
    if (start + packedSize <= length) {
      return room.subarray(start, start + packedSize);
    }
    const rest = Buffer.allocUnsafe(packedSize);
    if (fs.readSync(archive, rest, 0, packedSize, offset + start) !== packedSize) {
      throw new Error("the archive ends before the entry does");
    }
    return rest;
  }

  /** Inflates a content into one piece of memory: put together from many, a large one takes half as long again. */
  function inflated(packed: Uint8Array, size: number): Uint8Array {
    // A bomb ends at the size that it declared.
    return zlib.inflateRawSync(packed, { maxOutputLength: Math.max(size, 1), chunkSize: size + ROOM_TO_END });
  }

  function writeContent(packed: Uint8Array, about: Omit<PieceToUnpack, "start" | "end">): void {
    const { size, crc, isDeflated, hash: wanted, target } = about;
    const content = isDeflated ? inflated(packed, size) : packed;
    if (content.length !== size) {
      throw new Error(`it has ${content.length} bytes instead of ${size}`);
    }
    if (zlib.crc32(content) !== crc) {
      throw new Error("its checksum is wrong");
    }
    if (wanted !== undefined && crypto.hash("sha256", content) !== wanted) {
      throw new Error("it is not the file that was added: its hash differs");
    }
    fs.writeFileSync(target, content, { flag: "wx" });
  }

  function faultIn(work: () => void): FileFault | undefined {
    try {
      work();
      return undefined;
    } catch (error) {
      return faultOf(error);
    }
  }

  function unpack({ archive, entries }: { archive: string; entries: readonly EntryToUnpack[] }) {
    const file = fs.openSync(archive, "r");
    try {
      return entries.map((entry) => faultIn(() => writeContent(packedBytes(file, entry), entry)));
    } finally {
      fs.closeSync(file);
    }
  }

  function unpackPieces({ data, pieces }: { data: Uint8Array; pieces: readonly PieceToUnpack[] }) {
    return pieces.map((piece) => faultIn(() => writeContent(data.subarray(piece.start, piece.end), piece)));
  }

  return { unpack, unpackPieces };
}
