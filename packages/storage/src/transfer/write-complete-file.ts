import { randomUUID } from "node:crypto";
import { link, rm } from "node:fs/promises";
import { writeNewFile } from "@clearml-ts/archive";

/** Writes content into a new file that others see complete or not at all. A file that is there is not replaced. */
export async function writeCompleteFile(
  path: string,
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const partial = `${path}.${randomUUID().slice(0, 8)}.partially`;
  await writeNewFile(partial, content, { signal });
  try {
    // Unlike a rename, this fails where there is a file.
    await link(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
}
