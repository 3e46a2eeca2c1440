import type { Walker } from "./walker.ts";

/** One page to look at, or one thing to do there. */
export interface Stop {
  readonly page: string;
  /** Goes there, does it, and tells what was seen; fails when something is not to be seen. */
  visit(walker: Walker): Promise<string>;
}
