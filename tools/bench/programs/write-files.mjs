// @ts-check
import { hash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMainThread, workerData } from "node:worker_threads";
import { inflateRawSync } from "node:zlib";

export const FILES_IN_FOLDER = 1000;

/**
 * Writes files that all differ, a thousand in a folder. Of a content that is given deflated, each is inflated and hashed before
 * it is written, as all that a copy of a dataset cannot do without.
 *
 * @param {{ folder: string, from?: number, to: number, content: Uint8Array, isDeflated?: boolean }} files
 */
export function writeFiles({ folder, from = 0, to, content, isDeflated = false }) {
  let bytes = Buffer.from(content);
  for (let index = from; index < to; index += 1) {
    if (isDeflated) {
      bytes = inflateRawSync(content);
      hash("sha256", bytes);
    }
    const part = join(folder, `part ${Math.floor(index / FILES_IN_FOLDER)}`);
    if (index % FILES_IN_FOLDER === 0) {
      mkdirSync(part, { recursive: true });
    }
    bytes.write(String(index).padStart(10, "0"));
    writeFileSync(join(part, `${index}.csv`), bytes);
  }
}

if (!isMainThread) {
  writeFiles(workerData);
}
