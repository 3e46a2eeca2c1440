import type {
  DigestedParts,
  EntryToUnpack,
  FileFault,
  FileJobs,
  FilePart,
  FileToCopy,
  FolderContent,
  HashedFile,
  PackedFile,
  PieceToUnpack,
} from "./job-types.ts";

/** The parts of Node that the jobs work with. */
export interface NodeModules {
  fs: typeof import("node:fs");
  crypto: typeof import("node:crypto");
  zlib: typeof import("node:zlib");
}

/**
 * Makes the jobs that threads do with files. They wait for the disk in place: for small files that costs a tenth of what
 * streams and promises cost.
 *
 * The text of this function is the program of the threads, so it must use nothing from outside of itself. A file of its
 * own would be lost where somebody bundles this package into a program.
 */
export function fileJobs({ fs, crypto, zlib }: NodeModules): FileJobs {
  const BLOCK = 1 << 20;
  /** Deflating less than this makes it longer. */
  const TOO_SMALL = 128;
  const SMALL = 1 << 14;
  /** Contents of a kind that are deflated as the one before them was shorter. */
  const OF_A_KIND = 15;
  /** The least that zlib wants for its output; an output that fills its memory to the end would be asked for more. */
  const ROOM_TO_END = 64;
  const scratch = Buffer.allocUnsafeSlow(BLOCK);

  function faultOf(error: unknown): FileFault {
    const { message, code } = error as NodeJS.ErrnoException;
    return code === undefined ? { message } : { message, code };
  }

  /** Calls a function with each block of a part of a file, which the next block overwrites; returns the bytes of all. */
  function eachBlock({ path, start, end }: FilePart, take: (block: Uint8Array) => void): number {
    const file = fs.openSync(path, "r");
    try {
      for (let at = start; ; ) {
        const length = fs.readSync(file, scratch, 0, Math.min(BLOCK, end - at), at);
        if (length === 0) {
          return at - start;
        }
        at += length;
        take(scratch.subarray(0, length));
      }
    } finally {
      fs.closeSync(file);
    }
  }

  function digest({ parts }: { parts: readonly FilePart[] }): DigestedParts {
    try {
      const hash = crypto.createHash("sha256");
      const crcs: number[] = [];
      let size = 0;
      for (const part of parts) {
        let crc = 0;
        size += eachBlock(part, (block) => {
          hash.update(block);
          crc = zlib.crc32(block, crc);
        });
        crcs.push(crc);
      }
      return { hash: hash.digest("hex"), crcs, size };
    } catch (error) {
      return { fault: faultOf(error) };
    }
  }

  function hash({ paths }: { paths: readonly string[] }): HashedFile[] {
    return paths.map((path) => {
      const digested = digest({ parts: [{ path, start: 0, end: Number.POSITIVE_INFINITY }] });
      return "fault" in digested ? digested : { hash: digested.hash, crc: digested.crcs[0] ?? 0, size: digested.size };
    });
  }

  /** The content of an open file; the next one may be read into the same memory. */
  function readWhole(file: number, size: number): Buffer {
    const content = size <= BLOCK ? scratch.subarray(0, size) : Buffer.allocUnsafe(size);
    let length = 0;
    while (length < size) {
      const read = fs.readSync(file, content, length, size - length, null);
      if (read === 0) {
        return content.subarray(0, length);
      }
      length += read;
    }
    return content;
  }

  /**
   * Deflates contents. Numbers and the like become no shorter by a search for repetitions, which takes most of the time: the
   * first of some contents of a kind is deflated with it and without it, and the others as it was shorter.
   */
  function deflater(level: number): (content: Uint8Array, kind: string) => Uint8Array {
    const { Z_DEFAULT_STRATEGY: search, Z_HUFFMAN_ONLY: noSearch } = zlib.constants;
    const ways = new Map<string, { strategy: number; left: number }>();
    return (content, kind) => {
      // A small file needs no large window, which takes a good part of the time to make ready.
      const memory = content.length <= SMALL ? { windowBits: 14, memLevel: 8 } : { memLevel: 9 };
      const deflated = (strategy: number) => zlib.deflateRawSync(content, { level, ...memory, strategy });
      const way = ways.get(kind);
      if (way && way.left > 0) {
        way.left -= 1;
        return deflated(way.strategy);
      }
      const [searched, coded] = [deflated(search), deflated(noSearch)];
      const isSearched = searched.length < coded.length;
      ways.set(kind, { strategy: isSearched ? search : noSearch, left: OF_A_KIND });
      return isSearched ? searched : coded;
    };
  }

  function packOne(
    path: string,
    { maxSize, deflated }: { maxSize: number; deflated: ReturnType<typeof deflater> | undefined },
  ): [Omit<PackedFile, "start" | "end">, Uint8Array] {
    const file = fs.openSync(path, "r");
    try {
      // Asked of the open file: one that is deleted or replaced from here on does not matter any more.
      const { size, mode, mtimeMs } = fs.fstatSync(file);
      if (size > maxSize) {
        throw new Error(`it has ${size} bytes, more than it had`);
      }
      const content = readWhole(file, size);
      const kind = path.slice(path.lastIndexOf(".") + 1);
      const shorter = content.length >= TOO_SMALL ? deflated?.(content, kind) : undefined;
      const isDeflated = shorter !== undefined && shorter.length < content.length;
      const about = {
        size: content.length,
        hash: crypto.hash("sha256", content),
        crc: zlib.crc32(content),
        isDeflated,
        mode,
        mtimeMs,
      };
      return [about, isDeflated ? shorter : Buffer.from(content)];
    } finally {
      fs.closeSync(file);
    }
  }

  function pack({ paths, level, maxSize }: { paths: readonly string[]; level: number; maxSize: number }) {
    const parts: Uint8Array[] = [];
    const deflated = level > 0 ? deflater(level) : undefined;
    let length = 0;
    const files = paths.map((path): PackedFile | { fault: FileFault } => {
      try {
        const [about, part] = packOne(path, { maxSize, deflated });
        parts.push(part);
        const start = length;
        length += part.length;
        return { ...about, start, end: length };
      } catch (error) {
        return { fault: faultOf(error) };
      }
    });
    // A buffer of its own, so that it can be handed over.
    const data = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      data.set(part, at);
      at += part.length;
    }
    return { data, files };
  }

  function deflate({ block, level, isLast }: { block: Uint8Array; level: number; isLast: boolean }): Uint8Array {
    const finishFlush = isLast ? zlib.constants.Z_FINISH : zlib.constants.Z_FULL_FLUSH;
    return new Uint8Array(zlib.deflateRawSync(block, { level, memLevel: 9, finishFlush }));
  }

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

  function copyOne({ source, target, size, hash: wanted }: FileToCopy): boolean {
    try {
      if (fs.statSync(source).size !== size) {
        return false;
      }
      fs.copyFileSync(source, target, fs.constants.COPYFILE_EXCL | fs.constants.COPYFILE_FICLONE);
      const [copied] = hash({ paths: [target] });
      if (copied && "hash" in copied && copied.hash === wanted) {
        return true;
      }
    } catch {
      // Not there, or just evicted from a cache: it has to come from elsewhere.
    }
    fs.rmSync(target, { force: true });
    return false;
  }

  function copy({ files }: { files: readonly FileToCopy[] }): boolean[] {
    return files.map(copyOne);
  }

  function lookInto(path: string): FolderContent {
    const real = fs.realpathSync(path);
    const names = fs.readdirSync(path);
    const faults: FolderContent["faults"] = [];
    const sizes = names.map((name, index) => {
      try {
        const info = fs.statSync(`${path}/${name}`);
        // As NOT_A_FILE in look-into-folders.ts names them.
        return info.isFile() ? info.size : info.isDirectory() ? -1 : -2;
      } catch (error) {
        faults.push([index, faultOf(error)]);
        return -2;
      }
    });
    return { real, names, sizes, faults };
  }

  function look({ paths }: { paths: readonly string[] }): (FolderContent | { fault: FileFault })[] {
    return paths.map((path) => {
      try {
        return lookInto(path);
      } catch (error) {
        return { fault: faultOf(error) };
      }
    });
  }

  function measure({ paths }: { paths: readonly string[] }): number[] {
    return paths.map((path) => {
      const info = fs.statSync(path, { throwIfNoEntry: false });
      return info?.isFile() ? info.size : -1;
    });
  }

  return { hash, digest, pack, deflate, unpack, unpackPieces, copy, look, measure };
}
