import { LoneListener } from "./lone-listener.ts";
import { type ProgramEnd, STOP_SIGNALS } from "./program-end.ts";

/** The work to do when the program ends. */
export interface EndHandlers {
  /** Does the work that needs time, and ends by itself after a while; it never rejects. */
  finish(end: ProgramEnd): Promise<void>;
  /** Does the work that can be done at once: the program is gone afterwards. */
  keep(end: ProgramEnd): void;
}

/**
 * Tells when this program ends, and lets it end as it would without: with Node's own message and exit code after an
 * error, by the signal after a signal. This is the one file of the package that listens to `process`.
 */
export class ProcessHooks {
  readonly #handlers: EndHandlers;
  readonly #lone: readonly LoneListener[];
  /** The last error that nobody caught, unless a listener of the program did. */
  #uncaught: { error: unknown } | undefined;
  #isEnding = false;

  constructor(handlers: EndHandlers) {
    this.#handlers = handlers;
    this.#lone = [
      new LoneListener(process, "uncaughtException", this.#onUncaught),
      ...STOP_SIGNALS.map((signal) => new LoneListener(process, signal, this.#onSignal)),
    ];
  }

  install(): void {
    process.on("beforeExit", this.#onFinished);
    process.on("exit", this.#onExit);
    process.on("uncaughtExceptionMonitor", this.#onError);
    for (const listener of this.#lone) {
      listener.open();
    }
  }

  /** Listens no more; removing twice is harmless. */
  remove(): void {
    process.off("beforeExit", this.#onFinished);
    process.off("exit", this.#onExit);
    process.off("uncaughtExceptionMonitor", this.#onError);
    for (const listener of this.#lone) {
      listener.close();
    }
  }

  readonly #onFinished = (exitCode: number) => {
    void this.#handlers.finish({ kind: "finished", exitCode });
  };

  readonly #onExit = (exitCode: number) => {
    this.#handlers.keep({ kind: "exited", exitCode, ...this.#uncaught });
  };

  readonly #onError = (error: unknown) => {
    this.#uncaught = { error };
  };

  readonly #onUncaught = (error: unknown) => {
    // Errors that follow the first, while its work is done, are its consequences.
    if (!this.#isEnding) {
      this.#isEnding = true;
      void this.#handlers.finish({ kind: "threw", error }).then(() => this.#throwAgain(error));
    }
  };

  readonly #onSignal = (signal: NodeJS.Signals) => {
    void this.#handlers.finish({ kind: "signalled", signal }).then(() => {
      // The system's own way to end a program by a signal; a shell then shows 130 or 143.
      process.kill(process.pid, signal);
    });
    // Whoever sends it again wants the program to end now.
    for (const listener of this.#lone) {
      listener.close();
    }
  };

  /** Lets Node end the program as it does without us. Monitors have seen the error already. */
  #throwAgain(error: unknown): void {
    this.remove();
    process.removeAllListeners("uncaughtExceptionMonitor");
    if (error instanceof Error) {
      process.removeAllListeners("unhandledRejection");
      // Node shows the line that a rejection comes from, but of an error that is thrown again, our line.
      void Promise.reject(error);
    }
    setImmediate(() => {
      throw error;
    });
  }
}

/** Ends this program as SIGTERM does, on Windows too: whoever handles the signal decides how it goes on. */
export function terminateProgram(): void {
  if (!process.emit("SIGTERM", "SIGTERM")) {
    process.kill(process.pid, "SIGTERM");
  }
}
