import { ClearMLError } from "@clearml-ts/protocol";

/** One line for people: our own errors by their message, anything else (a bug of ours) with its stack. */
export function explain(error: unknown): string {
  if (error instanceof ClearMLError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
