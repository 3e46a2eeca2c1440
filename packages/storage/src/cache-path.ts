import { join } from "node:path";
import { md5 } from "./hash.ts";
import { quoteUrl } from "./quote-url.ts";

/** Which part of the cache a copy belongs to: each has its own folder and its own limit. */
export type CacheContext = "global" | "datasets";

/** Longest name that the cache gives a file: what file systems allow, less room for a temporary ending. */
const MAX_NAME = 255 - 32;

/** The folder of a cache context, shared with the Python SDK. */
export function cacheFolder(cacheDir: string, context: CacheContext): string {
  return join(cacheDir, "storage_manager", context);
}

/** The name under which the content of an address is cached: `{md5 of the address}.{last segment}`. */
export function cacheFileName(url: string): string {
  return shorten(`${md5(url)}.${quoteUrl(url.slice(url.lastIndexOf("/") + 1))}`);
}

/** Shortens a name from the end, keeping up to two suffixes. */
function shorten(name: string): string {
  if (name.length <= MAX_NAME) return name;
  const endings = name.endsWith(".") ? [] : name.replace(/^\.+/, "").split(".").slice(1);
  const suffix = endings
    .slice(-2)
    .map((ending) => `.${ending}`)
    .join("")
    .trimEnd();
  const kept = suffix.length > MAX_NAME ? `.${suffix.slice(-(MAX_NAME - 1)).replace(/^\.+/, "")}` : suffix;
  const base = name.slice(0, name.length - suffix.length).trim();
  return base.slice(0, MAX_NAME - kept.length).trim() + kept;
}
