import type { Walker } from "./walker.ts";

/** One page to look at, or one thing to do there. */
export interface Stop {
  readonly page: string;
  /** Goes there, does it, and tells what was seen; fails when something is not to be seen. */
  visit(walker: Walker): Promise<string>;
}

/** A stop that opens a page and looks for texts there. */
export function seen(page: string, path: string | ((walker: Walker) => string), texts: readonly string[]): Stop {
  return {
    page,
    async visit(walker) {
      await walker.open(typeof path === "string" ? path : path(walker));
      return walker.reads(...texts);
    },
  };
}
