import { ClearMLError } from "@clearml-ts/protocol";

/**
 * Says what went wrong, for people: one line where they can do something about it, which is so for our own errors and
 * those of the system. Anything else is a bug of ours, and its stack is what we need to be told.
 */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  const isExpected = error instanceof ClearMLError || ("code" in error && typeof error.code === "string");
  return isExpected ? error.message : (error.stack ?? error.message);
}
