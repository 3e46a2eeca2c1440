import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

/** The arguments, folder and environment of a program. */
export interface ProgramOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** The text that somebody types in. @default none */
  input?: string;
}

/** A program at the head of a process group, and what it and its children have printed. */
export class RunningProgram implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #output = "";

  constructor(command: string, args: readonly string[], { cwd, env, input = "" }: ProgramOptions) {
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ["pipe", "pipe", "pipe"] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
      });
    }
    child.stdin.on("error", () => {}).end(input);
    this.#child = child;
    this.#closed = once(child, "exit");
    process.on("exit", this.#endGroup);
  }

  get output(): string {
    return this.#output;
  }

  /** Its exit status; `undefined` while it runs, `null` if a signal ended it. */
  get status(): number | null | undefined {
    const { exitCode, signalCode } = this.#child;
    return exitCode ?? (signalCode ? null : undefined);
  }

  /** Asks it to end, and after a while ends it and all its children. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.status === undefined) {
      this.#child.kill("SIGTERM");
      await Promise.race([this.#closed, pause(20_000, undefined, { ref: false })]);
    }
    this.#endGroup();
    process.off("exit", this.#endGroup);
    await this.#closed;
  }

  /** Processes that the program started and did not end go with it, and all of them with this process. */
  readonly #endGroup = (): void => {
    try {
      process.kill(-(this.#child.pid ?? 0), "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") {
        throw error;
      }
    }
  };
}

/** Waits until a condition holds; says whether it did within the time. */
export async function until(condition: () => boolean | Promise<boolean>, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(500)) {
    if (await condition()) {
      return true;
    }
  }
  return false;
}
