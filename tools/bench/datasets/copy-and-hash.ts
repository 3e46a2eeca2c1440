import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { sync, syncDisk } from "../disk-copy.ts";
import { median } from "../median.ts";

/** Median of the seconds in which a file is copied by streams and hashed on the way, until it is on the disk for good. */
export async function copyAndHash(source: string, target: string, runs: number): Promise<number> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    syncDisk(dirname(target));
    const started = performance.now();
    const hash = createHash("sha256");
    const hashed = async function* (content: AsyncIterable<Buffer>) {
      for await (const chunk of content) {
        hash.update(chunk);
        yield chunk;
      }
    };
    await pipeline(createReadStream(source, { highWaterMark: 1 << 20 }), hashed, createWriteStream(target));
    await sync(target);
    seconds.push((performance.now() - started) / 1000);
    await rm(target);
  }
  return median(seconds);
}
