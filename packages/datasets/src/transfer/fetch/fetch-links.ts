import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { sha256File } from "@clearml-ts/archive";
import { ContentMismatchError, type Storage } from "@clearml-ts/storage";
import pMap from "p-map";
import { DatasetLinksError } from "../../errors.ts";
import type { LinkEntry } from "../../manifest/entry.ts";
import { fileBelow } from "../local-paths.ts";

const PARALLEL_LINKS = 8;

/**
 * Fetches the content behind the links of a version into a folder.
 *
 * @throws {@link DatasetLinksError} when some of it cannot be fetched, with all of those links.
 */
export async function fetchLinks(
  storage: Storage,
  { id, links, folder }: { id: string; links: readonly LinkEntry[]; folder: string },
  signal: AbortSignal | undefined,
): Promise<void> {
  const fetchOne = async (entry: LinkEntry) => {
    try {
      await fetchLink(storage, entry, folder, signal);
      return [];
    } catch (cause) {
      signal?.throwIfAborted();
      return [{ entry, cause }];
    }
  };
  const call = signal ? { signal } : {};
  const failures = (await pMap(links, fetchOne, { concurrency: PARALLEL_LINKS, ...call })).flat();
  if (failures.length > 0) {
    const lost = failures.map(({ entry: { path, link } }) => ({ path, link }));
    const causes = failures.map(({ cause }) => cause);
    throw new DatasetLinksError(id, lost, { cause: causes.length === 1 ? causes[0] : new AggregateError(causes) });
  }
}

/** The content behind a link may change, so it is never taken from the cache; only some links have a hash. */
async function fetchLink(
  storage: Storage,
  { path, link, hash }: LinkEntry,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const target = fileBelow(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await storage.downloadFile(link, target, { signal });
  if (hash === undefined) {
    return;
  }
  const actual = await sha256File(target, signal ? { signal } : {});
  if (actual !== hash) {
    throw new ContentMismatchError(link, { expected: hash, actual });
  }
}
