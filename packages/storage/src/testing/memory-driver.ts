import type { StorageDriver } from "../drivers/storage-driver.ts";
import { ObjectNotFoundError } from "../errors.ts";

/** Makes a driver of `mem://` addresses, whose store is a map. */
export function createMemoryDriver(objects = new Map<string, Blob>()): StorageDriver {
  const find = (url: string) => {
    const found = objects.get(url);
    if (!found) {
      throw new ObjectNotFoundError(url);
    }
    return found;
  };
  return {
    supports: (url) => url.startsWith("mem://"),
    async upload(content, url, { signal, onBytes } = {}) {
      signal?.throwIfAborted();
      // A blob of a file reads it from disk each time, and the file may be gone then.
      objects.set(url, new Blob([await content.arrayBuffer()]));
      onBytes?.(content.size);
    },
    async *download(url, { signal } = {}) {
      signal?.throwIfAborted();
      yield* find(url).stream();
    },
    exists: async (url) => objects.has(url),
    size: async (url) => find(url).size,
    remove: async (url) => objects.delete(url),
    async *list(beginning, { signal } = {}) {
      signal?.throwIfAborted();
      for (const [url, { size }] of objects) {
        if (url.startsWith(beginning)) {
          yield { url, name: url.replace(/^mem:\/\/[^/]*\//, ""), size };
        }
      }
    },
  };
}
