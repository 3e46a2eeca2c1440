// @ts-check
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMainThread, workerData } from "node:worker_threads";

export const FILES_IN_FOLDER = 1000;

/**
 * Writes files that all differ, a thousand in a folder.
 *
 * @param {{ folder: string, from?: number, to: number, content: Uint8Array }} files
 */
export function writeFiles({ folder, from = 0, to, content }) {
  const bytes = Buffer.from(content);
  for (let index = from; index < to; index += 1) {
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
