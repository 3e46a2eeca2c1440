import { setMaxListeners } from "node:events";
import { ProcessHooks } from "./process-hooks.ts";
import type { ProgramEnd } from "./program-end.ts";

/** Work of this program that is to be brought to an end with it. */
export interface OpenWork {
  /** Ends the work, until the signal is aborted at the latest; it never rejects. */
  finish(end: ProgramEnd, signal: AbortSignal): Promise<void>;
  /** Puts the work on disk at once: the program is gone afterwards. */
  keep(end: ProgramEnd): void;
}

/** A program that has nothing else to do can wait a minute for a slow server. */
const FINISH_MS = 60_000;

/** After an error or a signal, whoever started the program waits for its end. */
const HURRY_MS = 10_000;

const open = new Set<OpenWork>();

const hooks = new ProcessHooks({
  async finish(end) {
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    if (end.kind !== "finished") {
      // Whoever ends a program may end it again, and at once.
      this.keep(end);
    }
    const timer = setTimeout(() => controller.abort(), end.kind === "finished" ? FINISH_MS : HURRY_MS);
    await Promise.all([...open].map((work) => work.finish(end, controller.signal)));
    clearTimeout(timer);
    open.clear();
    hooks.remove();
  },
  keep(end) {
    for (const work of open) {
      work.keep(end);
    }
  },
});

/** Keeps work in mind until the program ends, or the returned function is called, which is harmless twice. */
export function endWithProgram(work: OpenWork): () => void {
  if (open.size === 0) {
    hooks.install();
  }
  open.add(work);
  return () => {
    if (open.delete(work) && open.size === 0) {
      hooks.remove();
    }
  };
}
