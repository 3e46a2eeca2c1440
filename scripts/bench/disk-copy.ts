import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

/** What a stream reads or takes at a time: four times as much as without it, which makes the copy faster. */
export const pieces = { highWaterMark: 256 * 1024 };

/** Copies a file by bare Node streams; it ends when the copy is on the disk for good. */
export async function copy(source: string, target: string): Promise<void> {
  await pipeline(createReadStream(source, pieces), createWriteStream(target, pieces));
  await sync(target);
}

/** Waits until a file is on the disk for good. */
export async function sync(path: string): Promise<void> {
  await using file = await open(path, "r+");
  await file.sync();
}
