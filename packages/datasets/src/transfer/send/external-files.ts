import { posix } from "node:path";
import { recordedAddress, type Storage } from "@clearml-ts/storage";
import pMap from "p-map";
import { DatasetFileError, InvalidDatasetError } from "../../errors.ts";
import type { LinkEntry } from "../../manifest/entry.ts";
import { entryPath } from "../../manifest/entry-path.ts";
import { type PatternOptions, pathMatcher } from "../../manifest/pattern.ts";

/** Which files of other stores to add, and where in the dataset. */
export interface AddExternalFilesOptions extends PatternOptions {
  /** Folder in the dataset to put them in; a list has one for each address. @default the top */
  datasetPath?: string | readonly string[];
  /** Only objects whose path below the address matches one of these patterns. @default all */
  wildcard?: string | readonly string[];
  /** Addresses that are looked at at the same time. @default 8 */
  maxWorkers?: number;
  signal?: AbortSignal;
}

const DEFAULT_WORKERS = 8;

/**
 * Finds objects behind addresses: an object, or all objects below a folder of a store that can be listed.
 *
 * @throws {@link DatasetFileError} when there is nothing behind an address, or nothing that matches.
 * @throws {@link InvalidDatasetError} when the places are as many as the addresses no more.
 */
export async function findExternalFiles(
  storage: Storage,
  sources: readonly string[],
  { storedIn, ...options }: AddExternalFilesOptions & { storedIn: string },
): Promise<LinkEntry[]> {
  const { datasetPath = "", maxWorkers = DEFAULT_WORKERS, signal } = options;
  if (typeof datasetPath !== "string" && datasetPath.length !== sources.length) {
    throw new InvalidDatasetError(
      `${datasetPath.length} places were given for ${sources.length} addresses: give one place for all, or one for each.`,
    );
  }
  const jobs = sources.map((source, index) => {
    return { source, folder: typeof datasetPath === "string" ? datasetPath : (datasetPath[index] ?? "") };
  });
  const find = async ({ source, folder }: (typeof jobs)[number]): Promise<LinkEntry[]> => {
    const objects = await objectsAt(storage, source, options);
    return objects.map(({ url, name, size, hash }) => {
      return { path: entryPath(folder, name), link: url, hash, size, storedIn };
    });
  };
  return (await pMap(jobs, find, { concurrency: maxWorkers, ...(signal && { signal }) })).flat();
}

/** An object, and its path below the address at which it was looked for. */
interface FoundObject {
  url: string;
  name: string;
  size: number | undefined;
  hash?: string | undefined;
}

async function objectsAt(
  storage: Storage,
  source: string,
  { wildcard, recursive = true, signal }: Omit<AddExternalFilesOptions, "datasetPath">,
): Promise<FoundObject[]> {
  const matches = wildcard === undefined ? () => true : pathMatcher(wildcard, { recursive });
  const url = recordedAddress(source);
  const found: FoundObject[] = [];
  if (await storage.exists(url, { signal })) {
    found.push({ url, name: posix.basename(url), size: await storage.size(url, { signal }) });
  } else if (!/^https?:\/\//i.test(url)) {
    const folder = url.endsWith("/") ? url : `${url}/`;
    for await (const object of storage.list(folder, { signal })) {
      const { url: link, size, hash } = object;
      found.push({ url: link, name: link.slice(folder.length), size, hash });
    }
  }
  const wanted = found.filter(({ name }) => matches(name));
  if (wanted.length === 0) {
    const which = wildcard === undefined ? "no object" : `no object that matches ${String(wildcard)}`;
    throw new DatasetFileError(source, `holds ${which}. Folders can be added from stores that can be listed.`);
  }
  return wanted;
}
