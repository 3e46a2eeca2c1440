import type { FileEntry, LinkEntry } from "../manifest/entry.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { totalSize } from "../manifest/manifest.ts";
import { sizeText } from "./size-text.ts";

/** Name of the configuration object that lists the files of a version for the page. */
export const CONTENT = "Dataset Content";

const MAX_ROWS = 15_000;

/** The files of a version as the page compares them: name, size and hash. */
export function contentText(manifest: Manifest): string {
  const { files, links } = manifest;
  const counts = `${files.size} files${links.size > 0 ? ` + ${links.size} links` : ""}`;
  const header = `File Name (${counts}), File Size (total ${sizeText(totalSize(manifest))}), Hash (SHA2)`;
  const shownFiles = sorted(files.values(), ({ path }) => path).slice(0, MAX_ROWS);
  const shownLinks = sorted(links.values(), ({ link }) => link).slice(0, MAX_ROWS - shownFiles.length);
  const line = (shown: string, { size, hash }: FileEntry | LinkEntry) =>
    `${oneLine(shown)}, ${size ?? ""}, ${hash ?? ""}`;
  return [
    header,
    ...shownFiles.map((file) => line(file.path, file)),
    ...shownLinks.map((link) => line(link.link, link)),
  ].join("\n");
}

/** A name as one line of a list: the page takes a line break for the end of an entry. */
export function oneLine(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that break a line or hide
  return name.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, (char) => JSON.stringify(char).slice(1, -1));
}

function sorted<T>(entries: Iterable<T>, shown: (entry: T) => string): T[] {
  return [...entries].sort((a, b) => (shown(a) < shown(b) ? -1 : shown(a) > shown(b) ? 1 : 0));
}
