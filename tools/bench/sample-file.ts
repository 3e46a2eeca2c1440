import { randomBytes, randomFillSync } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

const BLOCK = 2 ** 20;

/** Writes a file of so many megabytes that nothing can compress. */
export function writeRandomFile(path: string, megabytes: number): Promise<void> {
  return writeBlocks(path, megabytes, () => randomBytes(BLOCK));
}

/** Writes a file of so many megabytes of numbers as text, as measurements are kept; zip makes it about half as large. */
export function writeNumbersFile(path: string, megabytes: number): Promise<void> {
  return writeBlocks(path, megabytes, () => numbers(BLOCK));
}

/** Lines of ten numbers of eight digits as text, so many bytes of them. */
export function numbers(bytes: number): Buffer {
  const values = randomFillSync(new Uint32Array(Math.ceil(bytes / 9)));
  const cells = Array.from(values, (value, index) => `${1e7 + (value % 9e7)}${index % 10 === 9 ? "\n" : ","}`);
  return Buffer.from(cells.join("")).subarray(0, bytes);
}

async function writeBlocks(path: string, megabytes: number, block: () => Buffer): Promise<void> {
  const blocks = function* () {
    for (let written = 0; written < megabytes; written += 1) {
      yield block();
    }
  };
  await pipeline(Readable.from(blocks()), createWriteStream(path));
}
