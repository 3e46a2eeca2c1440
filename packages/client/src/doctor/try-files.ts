import { randomUUID } from "node:crypto";
import type { Storage } from "@clearml-ts/storage";

/**
 * Writes a small file, reads it back and removes it.
 * @throws {@link StorageError} when one of that fails.
 */
export async function tryFiles(storage: Storage, filesServer: string): Promise<string | undefined> {
  const content = randomUUID();
  const url = await storage.upload(content, `${filesServer}/clearml-ts-doctor/${content}.txt`);
  const read = Buffer.from(await storage.read(url)).toString();
  const isRemoved = await storage.remove(url);
  if (read !== content) {
    return "a file that was written is read back as another one";
  }
  return isRemoved ? undefined : "a file that was written cannot be removed";
}
