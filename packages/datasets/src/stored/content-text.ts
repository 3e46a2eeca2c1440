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
  const rows = [
    ...sorted(Array.from(files.values(), (file) => ({ ...file, shown: file.path }))),
    ...sorted(Array.from(links.values(), (link) => ({ ...link, shown: link.link }))),
  ];
  const lines = rows
    .slice(0, MAX_ROWS)
    .map(({ shown, size, hash }) => `${oneLine(shown)}, ${size ?? ""}, ${hash ?? ""}`);
  return [header, ...lines].join("\n");
}

/** A name as one line of a list: the page takes a line break for the end of an entry. */
export function oneLine(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that break a line or hide
  return name.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, (char) => JSON.stringify(char).slice(1, -1));
}

function sorted<T extends { shown: string }>(rows: T[]): T[] {
  return rows.sort((a, b) => (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0));
}
