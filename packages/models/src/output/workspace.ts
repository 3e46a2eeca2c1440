import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZip } from "@clearml-ts/archive";
import type { PackageFile } from "./package-files.ts";

interface WorkOptions {
  signal?: AbortSignal;
}

/** Packs files into a zip for as long as it is worked with. */
export async function withPackage<T>(
  files: readonly PackageFile[],
  options: WorkOptions,
  work: (zip: string) => Promise<T>,
): Promise<T> {
  return await inWorkspace("model.zip", async (zip) => {
    await createZip(zip, files, { compress: false, ...options });
    return await work(zip);
  });
}

/** Writes a stream to a file for as long as it is worked with: an upload that is repeated reads it again. */
export async function withSpooled<T>(
  stream: AsyncIterable<Uint8Array>,
  options: WorkOptions,
  work: (path: string) => Promise<T>,
): Promise<T> {
  return await inWorkspace("weights", async (path) => {
    await pipeline(Readable.from(stream), createWriteStream(path), options);
    return await work(path);
  });
}

async function inWorkspace<T>(fileName: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "clearml-model-"));
  try {
    return await work(join(folder, fileName));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
