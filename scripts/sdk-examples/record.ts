import { isDeepStrictEqual } from "node:util";

/** What became of one example. */
export interface ExampleRow {
  /** Below `examples/`. */
  example: string;
  /** Whether it ran unchanged. */
  result: "yes" | "no" | "not tried";
  /** What it was given in place of something that is not here, or why it did not run. */
  remark: string;
  /** What it left on the server. */
  left: string;
}

/** A run of all of the SDK's examples. */
export interface ExamplesRecord {
  /** The commit of the public SDK's repository. */
  commit: string;
  /** Versions of Python and of the packages that stood on the other side. */
  versions: Record<string, string>;
  rows: ExampleRow[];
}

/**
 * Puts the rows of a partial run in place of those that were there.
 *
 * @throws Error when the two are of different examples or packages, whose results do not belong together.
 */
export function merge(whole: ExamplesRecord, part: ExamplesRecord): ExamplesRecord {
  const { rows, ...circumstances } = part;
  const { rows: former, ...formerCircumstances } = whole;
  if (!isDeepStrictEqual(circumstances, formerCircumstances))
    throw new Error("The record is of another commit or of other versions. Run all of the examples.");
  const fresh = new Map(rows.map((row) => [row.example, row]));
  return { ...circumstances, rows: former.map((row) => fresh.get(row.example) ?? row) };
}
