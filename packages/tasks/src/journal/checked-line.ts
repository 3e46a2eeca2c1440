import { crc32 } from "node:zlib";

/** Writes a text as one line of a journal, its checksum first. */
export function encodeLine(text: string): string {
  return `${checksum(text)} ${text}\n`;
}

/** Reads the text of a line, given without its line break; undefined when the line is damaged. */
export function decodeLine(line: string): string | undefined {
  const text = line.slice(9);
  return line[8] === " " && line.slice(0, 8) === checksum(text) ? text : undefined;
}

/** Reads JSON behind a checksum: that says that we wrote the text, so its type is the one that we wrote. */
export function parseChecked<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}
