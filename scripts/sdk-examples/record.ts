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
