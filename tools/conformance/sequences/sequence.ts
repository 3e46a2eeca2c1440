/** One call of a sequence. */
export interface Call {
  readonly endpoint: string;
  readonly version: string;
  /** The request; a list is sent as a batch. Texts such as `@task` stand for what an earlier call left. */
  readonly data: unknown;
  /** Fields of the reply that later calls refer to, each with the text that stands for it. */
  readonly keep: Readonly<Record<string, string>>;
}

/** Calls that are made one after the other, on a server that holds nothing before. */
export interface Sequence {
  readonly name: string;
  readonly calls: readonly Call[];
}

/** The answer of a server to one call. */
export interface Answer {
  /** Code and subcode, such as `400/12`. */
  readonly code: string;
  readonly message: string;
  readonly data: unknown;
}
