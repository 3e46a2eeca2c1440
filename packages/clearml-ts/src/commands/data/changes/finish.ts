import type { Dataset, UploadOptions } from "@clearml-ts/datasets";
import { say } from "../../../language/say.ts";
import type { DataContext } from "../run-data.ts";

/** Options of an upload. */
export interface UploadFlags {
  storage?: string;
  chunkSize: number;
  maxWorkers?: number;
}

/** The options of an upload as the package takes them. */
export function uploadOptions(
  { storage, chunkSize, maxWorkers }: UploadFlags,
  { signal, onProgress }: DataContext,
): UploadOptions {
  return {
    // `clearml-data` packs everything into a single zip for 0 as well as for -1.
    chunkSize: Math.max(0, chunkSize),
    ...(storage !== undefined && { outputUrl: storage }),
    ...(maxWorkers !== undefined && { maxWorkers }),
    signal,
    onProgress,
  };
}

/** Uploads what waits, and finalizes; answers the lines that say so. */
export async function finishVersion(dataset: Dataset, flags: UploadFlags, context: DataContext): Promise<string[]> {
  const lines: string[] = [];
  if (dataset.isDirty) {
    const place = flags.storage ?? dataset.getDefaultStorage();
    lines.push(say`Pending uploads, starting dataset upload to ${place}`);
    await dataset.upload(uploadOptions(flags, context));
  }
  await dataset.finalize();
  return [...lines, say`Dataset closed and finalized`];
}
