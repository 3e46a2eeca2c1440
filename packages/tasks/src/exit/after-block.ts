import { endWithProgram } from "./open-work.ts";

/**
 * Calls a function when the program ends by an error that nobody caught before its event loop turns: the error by which a
 * block was left shows itself only after the block has disposed of everything.
 */
export function onErrorAfterBlock(amend: (error: unknown, signal: AbortSignal) => Promise<void>): void {
  const forget = endWithProgram({
    finish: (end, signal) => (end.kind === "threw" ? amend(end.error, signal) : Promise.resolve()),
    // Nothing can be waited for after process.exit().
    keep: () => {},
  });
  setImmediate(forget);
}

/**
 * The error by which a block was left whose disposal failed, too: the runtime throws both in one `SuppressedError`. Undefined where the
 * disposal alone has failed.
 */
export function errorOfBlock(thrown: unknown, ofDisposal: unknown): { error: unknown } | undefined {
  if (thrown instanceof Error && "suppressed" in thrown && "error" in thrown && thrown.error === ofDisposal) {
    return { error: thrown.suppressed };
  }
  return undefined;
}
