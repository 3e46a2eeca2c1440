import { execFileSync } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

/** Copies a file by Node's streams as they come; it ends when the copy is on the disk for good. */
export async function copy(source: string, target: string): Promise<void> {
  await pipeline(createReadStream(source), createWriteStream(target));
  await sync(target);
}

/** Waits until a file is on the disk for good. */
export async function sync(path: string): Promise<void> {
  await using file = await open(path, "r+");
  await file.sync();
}

/** Waits until all that programs have written to the disk of a folder is there for good: what is measured next does not pay for it. */
export function syncDisk(folder: string): void {
  execFileSync("sync", ["--file-system", folder]);
}
