import { randomBytes } from "node:crypto";
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

/** Lines of numbers as text, so many bytes of them. */
export function numbers(bytes: number): Buffer {
  const values = new Uint32Array(randomBytes(4 * Math.ceil(bytes / 8)).buffer);
  return Buffer.from(
    Array.from(values, (value, index) => `${value % 1e7}${index % 8 === 7 ? "\n" : ","}`).join(""),
  ).subarray(0, bytes);
}

async function writeBlocks(path: string, megabytes: number, block: () => Buffer): Promise<void> {
  const blocks = function* () {
    for (let written = 0; written < megabytes; written += 1) yield block();
  };
  await pipeline(Readable.from(blocks()), createWriteStream(path));
}
