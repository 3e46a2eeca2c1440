import Papa from "papaparse";
import { decidedSign, decimalEvidence } from "./decide-number-format.ts";
import type { DecimalSign } from "./number-format.ts";

/** How a delimited text file is written. */
export interface Dialect {
  readonly delimiter: string;
  /** The decimal sign of most numbers; a column that says otherwise has its own. */
  readonly decimal: DecimalSign;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  /** Whether the first line is not a header but names the delimiter, as spreadsheets write `sep=;`. */
  readonly namesDelimiter: boolean;
}

const DELIMITERS = [",", ";", "\t", "|"] as const;
const ROWS_LOOKED_AT = 50;

/**
 * Tells how a file is written from its first bytes, or returns undefined where they are not a table of two or more columns.
 *
 * Latin-1 is read as windows-1252, its superset, as every browser does.
 */
export function detectDialect(sample: Uint8Array): Dialect | undefined {
  const encoding = detectEncoding(sample);
  const text = new TextDecoder(encoding).decode(sample);
  if (text.includes("\0")) {
    return undefined;
  }
  const named = /^\ufeff?"?sep=(.)"?[ \t]*(?:\r\n?|\n)/i.exec(text);
  const lines = completeLines(named ? text.slice(named[0].length) : text);

  let best: { delimiter: string; rows: string[][]; score: number } | undefined;
  for (const delimiter of named?.[1] === undefined ? DELIMITERS : [named[1]]) {
    const rows = splitRows(lines, delimiter);
    const width = rows[0]?.length ?? 0;
    if (width < 2) {
      continue;
    }
    // The right delimiter gives every row as many cells as the header has; of two that do, the one that cuts more.
    const regular = rows.filter((row) => row.length === width).length / rows.length;
    const score = regular + width / 1e6;
    if (best === undefined || score > best.score) {
      best = { delimiter, rows, score };
    }
  }
  if (best === undefined) {
    return undefined;
  }
  const { delimiter, rows } = best;
  const decimal =
    decidedSign(
      decimalEvidence(
        rows
          .slice(1)
          .flat()
          .map((cell) => cell.trim()),
      ),
    ) ?? usualDecimal(delimiter);
  return { delimiter, decimal, encoding, namesDelimiter: named !== null };
}

/** Spreadsheets separate cells by semicolons where the comma is the decimal sign. */
export function usualDecimal(delimiter: string): DecimalSign {
  return delimiter === ";" ? "," : ".";
}

function detectEncoding(sample: Uint8Array): Dialect["encoding"] {
  if (sample[0] === 0xff && sample[1] === 0xfe) {
    return "utf-16le";
  }
  if (sample[0] === 0xfe && sample[1] === 0xff) {
    return "utf-16be";
  }
  try {
    // As a stream: a character cut in two by the end of the sample is not an error.
    new TextDecoder("utf-8", { fatal: true }).decode(sample, { stream: true });
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** The sample without the last line, which may be cut, unless it is the only data there is. */
function completeLines(text: string): string {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.length > 2 ? lines.slice(0, -1).join("\n") : lines.join("\n");
}

function splitRows(text: string, delimiter: string): string[][] {
  return Papa.parse<string[]>(text, { delimiter, preview: ROWS_LOOKED_AT, skipEmptyLines: "greedy" }).data;
}
