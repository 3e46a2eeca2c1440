import type { Storage } from "@clearml-ts/storage";

/** A file that could not be removed, and why. */
export interface LeftoverFile {
  url: string;
  cause: unknown;
}

/** Files that are removed at the same time. */
const CONCURRENCY = 8;

/** Removes files wherever they are stored; answers those that could not be removed. Files that are gone already are fine. */
export async function removeFiles(
  storage: Storage,
  urls: Iterable<string>,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<LeftoverFile[]> {
  const { default: pMap } = await import("p-map");
  const leftovers = await pMap(
    new Set(urls),
    async (url) => {
      try {
        await storage.remove(url, { signal });
        return [];
      } catch (cause) {
        return [{ url, cause }];
      }
    },
    { concurrency: CONCURRENCY },
  );
  return leftovers.flat();
}

/**
 * Whether a task stored the file itself: such files are in a folder that ends with the id of the task. Others are links to
 * what somebody else stored.
 */
export function isStoredBy(taskId: string, url: string | undefined): url is string {
  return url?.includes(`.${taskId}/`) ?? false;
}
