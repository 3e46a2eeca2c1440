import { basename, dirname, join } from "node:path";
import { md5 } from "@clearml-ts/archive";
import { isFileName, requirePathInside } from "@clearml-ts/protocol";
import { quoteUrl } from "../urls/quote-url.ts";

/** The part of the cache that a copy belongs to: each has its own folder and its own limit. Programs may name their own. */
export type CacheContext = "global" | "datasets" | (string & {});

/** Longest name that the cache gives a file: the limit of file systems, less room for a temporary ending. */
const MAX_NAME = 255 - 32;
const MD5_LENGTH = 32;
/** Longest half of the name of a folder into which a zip is unpacked. */
const MAX_PART = 96;

/** The folder that holds those of all contexts, shared with the Python SDK. */
export function cacheRoot(cacheDir: string): string {
  return join(cacheDir, "storage_manager");
}

/** The folder of a cache context. */
export function cacheFolder(cacheDir: string, context: CacheContext): string {
  return join(cacheRoot(cacheDir), requirePathInside("cache context", context));
}

/** The name under which the content of an address is cached: `{md5 of the address}.{last segment}`. */
export function cacheFileName(url: string, platform: NodeJS.Platform = process.platform): string {
  const hash = md5(url);
  const name = shorten(`${hash}.${quoteUrl(url.slice(url.lastIndexOf("/") + 1))}`);
  // Addresses come from servers. Where the end of one cannot be the name of a file, its hash alone is the name.
  return isFileName(name, platform) ? name : hash;
}

/** The folder beside a cached archive into which it is unpacked, under the name that the Python SDK looks for. */
export function unpackedFolder(archive: string, name: string): string {
  const stem = basename(archive).replace(/\.(?:zip|tgz|tar\.gz)$/i, "");
  const ending = name.replace(/[^\w.-]|\.+$/g, "_");
  return join(dirname(archive), `${limited(stem)}_artifacts_archive_${limited(ending)}`);
}

/** Python fails where the name of the folder becomes too long; here it ends in a hash then. */
function limited(part: string): string {
  return part.length > MAX_PART ? `${part.slice(0, MAX_PART - MD5_LENGTH - 1)}.${md5(part)}` : part;
}

/** Shortens a name as the Python SDK does: from the end of its base, keeping up to two suffixes. */
function shorten(name: string): string {
  if (name.length <= MAX_NAME) {
    return name;
  }
  const endings = name.endsWith(".") ? [] : name.split(".").slice(1);
  const suffix = endings
    .slice(-2)
    .map((ending) => `.${ending}`)
    .join("")
    .trimEnd();
  // Where a suffix leaves no room for the md5, Python drops the md5, and two addresses can share a copy. We keep it.
  const kept = suffix.length > MAX_NAME - MD5_LENGTH ? "" : suffix;
  const base = name.slice(0, name.length - kept.length).trim();
  return base.slice(0, MAX_NAME - kept.length).trim() + kept;
}
