import type { DigestedParts, FileJobs, FilePart, FileToCopy, HashedFile } from "../job-types.ts";
import type { FileTools, NodeModules } from "./file-tools.ts";

/**
 * Makes the jobs that compare contents: hashes of files, and copies of files whose hash is as it must be. The text of this
 * function is part of the program of the threads: it must use nothing from outside of itself.
 */
export function hashJobs(
  { fs, crypto, zlib }: NodeModules,
  { scratch, faultOf }: FileTools,
): Pick<FileJobs, "hash" | "digest" | "copy"> {
  /** Calls a function with each block of a part of a file, which the next block overwrites; returns the bytes of all. */
  function eachBlock({ path, start, end }: FilePart, take: (block: Uint8Array) => void): number {
    const file = fs.openSync(path, "r");
    try {
      for (let at = start; ; ) {
        const length = fs.readSync(file, scratch, 0, Math.min(scratch.length, end - at), at);
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

  /** Hashes a file that one block holds; answers undefined for a larger one. */
  function hashSmall(path: string): { hash: string; size: number } | undefined {
    const file = fs.openSync(path, "r");
    try {
      const size = fs.readSync(file, scratch, 0, scratch.length, 0);
      const isWhole = size < scratch.length && fs.readSync(file, scratch, size, 1, size) === 0;
      return isWhole ? { hash: crypto.hash("sha256", scratch.subarray(0, size)), size } : undefined;
    } finally {
      fs.closeSync(file);
    }
  }

  function hashLarge(path: string): HashedFile {
    const digested = digest({ parts: [{ path, start: 0, end: Number.POSITIVE_INFINITY }] });
    return "fault" in digested ? digested : { hash: digested.hash, crc: digested.crcs[0], size: digested.size };
  }

  function hash({ paths }: { paths: readonly string[] }): HashedFile[] {
    return paths.map((path) => {
      try {
        return hashSmall(path) ?? hashLarge(path);
      } catch (error) {
        return { fault: faultOf(error) };
      }
    });
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

  return { hash, digest, copy };
}
