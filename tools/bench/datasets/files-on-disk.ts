import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { syncDisk } from "../disk-copy.ts";
import { FILES_IN_FOLDER, type writeFiles } from "../programs/write-files.mjs";
import type { Bench } from "../suite.ts";

/** Disks give files whole blocks, and each an entry in its folder. */
const [BLOCK, ENTRY] = [4096, 512];

/** Content of the files that are written, and whether each is inflated from it, and hashed, before. */
type WrittenContent = Pick<Parameters<typeof writeFiles>[0], "content" | "isDeflated">;

/**
 * Seconds in which nothing but files is written, which are those of a dataset: by a loop in a thread for each processor.
 * No local copy can be faster. They are left until the suite ends, as homes are.
 */
export async function secondsToWrite({ folder }: Bench, files: number, written: WrittenContent): Promise<number> {
  const target = await mkdtemp(join(folder, "bare-"));
  syncDisk(folder);
  const started = performance.now();
  const threads = availableParallelism();
  const share = Math.ceil(files / threads / FILES_IN_FOLDER) * FILES_IN_FOLDER;
  const writers = Array.from({ length: threads }, async (_, index) => {
    const [from, to] = [index * share, Math.min((index + 1) * share, files)];
    await once(startWriter({ folder: target, from, to, ...written }), "exit");
  });
  await Promise.all(writers);
  return (performance.now() - started) / 1000;
}

/** Without the loaders of this process, which would take it longer to start. */
function startWriter(workerData: Parameters<typeof writeFiles>[0]): Worker {
  return new Worker(new URL("../programs/write-files.mjs", import.meta.url), { workerData, execArgv: [] });
}

/** Bytes that files take on the disk. */
export function bytesOnDisk(files: number, bytes: number): number {
  return files * (Math.ceil(bytes / BLOCK) * BLOCK + ENTRY);
}
