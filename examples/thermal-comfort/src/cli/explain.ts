import { InputError } from "@clearml-ts/comfort-science";
import { ClearMLError } from "@clearml-ts/protocol";
import type { Texts } from "./language/english.ts";

/** How a failure is told: one line, and the exit status of the command. */
export interface Explanation {
  line: string;
  status: number;
}

/** Tells a failure: 2 when the input is at fault, 1 when the run failed; a bug of ours keeps its stack. */
export function explain(error: unknown, texts: Texts): Explanation {
  if (error instanceof InputError) {
    return { line: `${texts.error}: ${error.message}`, status: 2 };
  }
  if (error instanceof ClearMLError) {
    return { line: `${texts.error}: ${error.message}`, status: 1 };
  }
  return { line: error instanceof Error ? (error.stack ?? error.message) : String(error), status: 1 };
}
