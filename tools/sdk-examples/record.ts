import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

/** The outcome of one example. */
export interface ExampleRow {
  /** Below `examples/`. */
  example: string;
  /** Whether it ran unchanged. */
  result: "yes" | "no" | "not tried";
  /** The stand-in that it was given for something that is not here, or the reason why it did not run. */
  remark: string;
  /** The objects that it left on the server. */
  left: string;
}

/** The versions that examples ran with; results of different versions do not belong together. */
export interface Circumstances {
  /** The commit of the public SDK's repository. */
  commit: string;
  /** Versions of Python and of the packages that stood on the other side. */
  versions: Record<string, string>;
}

/** The outcomes of the SDK's examples. */
export interface ExamplesRecord extends Circumstances {
  rows: ExampleRow[];
}

/** Reads a record; `undefined` when there is none. */
export function readRecord(file: string): ExamplesRecord | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as ExamplesRecord) : undefined;
}

/**
 * Puts rows into the record of a file, in place of those of the same examples, so that a run that is cut off leaves what
 * it has found.
 *
 * @throws {@link Error} when the record there is of other circumstances.
 */
export function addToRecord(file: string, rows: readonly ExampleRow[], { commit, versions }: Circumstances): void {
  const { rows: former, ...circumstances } = readRecord(file) ?? { commit, versions, rows: [] };
  if (!isDeepStrictEqual(circumstances, { commit, versions })) {
    throw new Error(`${file} is of another commit or of other versions. Delete it, and run all of the examples.`);
  }
  const fresh = new Set(rows.map(({ example }) => example));
  const all = [...former.filter(({ example }) => !fresh.has(example)), ...rows];
  const record: ExamplesRecord = { commit, versions, rows: all };
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
}
