import type { FileFault, FileJobs, PackedFile } from "../job-types.ts";
import type { FileTools, NodeModules } from "./file-tools.ts";

/**
 * Makes the jobs that compress files, as a zip stores them. The text of this
 * function is part of the program of the threads: it must use nothing from outside of itself.
 */
export function packJobs(
  { fs, crypto, zlib }: NodeModules,
  { scratch, faultOf }: FileTools,
): Pick<FileJobs, "pack" | "deflate"> {
  /** Deflating less than this makes it longer. */
  const TOO_SMALL = 128;
  const SMALL = 1 << 14;
  /** Contents of a kind that are deflated as the one before them was shorter; twice as many each time that it was shorter again. */
  const OF_A_KIND = 15;

  /** The content of an open file; the next one may be read into the same memory. */
  function readWhole(file: number, size: number): Buffer {
    const content = size <= scratch.length ? scratch.subarray(0, size) : Buffer.allocUnsafe(size);
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
    const ways = new Map<string, { strategy: number; trusted: number; left: number }>();
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
      const strategy = isSearched ? search : noSearch;
      const trusted = way?.strategy === strategy ? 2 * way.trusted : OF_A_KIND;
      ways.set(kind, { strategy, trusted, left: trusted });
      return isSearched ? searched : coded;
    };
  }

  /** Reads and compresses a file, whose bytes start here in the data of the batch. */
  function packOne(
    path: string,
    start: number,
    { maxSize, deflated }: { maxSize: number; deflated: ReturnType<typeof deflater> | undefined },
  ): [PackedFile, Uint8Array] {
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
      const part = isDeflated ? shorter : Buffer.from(content);
      const end = start + part.length;
      const hash = crypto.hash("sha256", content);
      return [{ size: content.length, hash, crc: zlib.crc32(content), isDeflated, mode, mtimeMs, start, end }, part];
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
        const [file, part] = packOne(path, length, { maxSize, deflated });
        parts.push(part);
        length = file.end;
        return file;
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

  return { pack, deflate };
}
