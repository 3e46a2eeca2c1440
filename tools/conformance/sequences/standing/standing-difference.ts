import type { Kind } from "../differences.ts";

/** A kind of difference between the two servers that is known, and why it stays. */
export interface StandingDifference {
  readonly endpoints: RegExp;
  readonly kinds: readonly Kind[];
  /** The fields that may differ where the kind is `shape` or `values`; the request as JSON for the other kinds. @default all */
  readonly where?: RegExp;
  /** The codes of the official answer and of ours, with a space between them. @default all */
  readonly codes?: RegExp;
  readonly reason: string;
}
