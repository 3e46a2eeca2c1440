/** The tools and folders that a suite measures with. */
export interface Bench {
  /** Small sizes, to try out a suite: the numbers mean nothing. */
  readonly quick: boolean;
  /** Sizes that were asked for in place of those of the suite, by their names. */
  readonly sizes: Readonly<Record<string, number>>;
  /** An empty folder on the disk of this repository; gone afterwards. */
  readonly folder: string;
  /** The interpreter with the Python SDK. */
  readonly python: string;
  /** The measurements file of the ASHRAE database. */
  readonly ashrae: string | undefined;
  /** Tells whoever waits what is measured now. */
  progress(text: string): void;
}

/** Measures one subject and returns Markdown; undefined when it cannot be measured here. */
export type Suite = (bench: Bench) => Promise<string | undefined>;
