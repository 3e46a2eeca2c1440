import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { constants } from "node:os";

/** How a program is started. */
export interface ProgramOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Path of the file to which its output is added. */
  readonly output: string;
}

/**
 * The process of a task's program, at the head of a process group of its own. Its output goes to a file: so it is never held up by
 * a server that is away, keeps its order, and is there for the next agent if this one is killed.
 */
export class Program {
  readonly pid: number;
  /** Settles with the exit code once the process is gone; one that a signal ended has its negative number. */
  readonly exit: Promise<number>;

  private constructor(child: ChildProcess, pid: number) {
    this.pid = pid;
    this.exit = once(child, "exit").then(([code, signal]: (number | NodeJS.Signals | null)[]) =>
      typeof code === "number" ? code : -(constants.signals[signal as NodeJS.Signals] ?? 1),
    );
  }

  /** Starts a program. Rejects with the system's error when that cannot be done. */
  static async start({ command, args, cwd, env, output }: ProgramOptions): Promise<Program> {
    const file = await open(output, "a", 0o600);
    try {
      const stdio = ["ignore" as const, file.fd, file.fd];
      const child = spawn(command, args, { cwd, env, detached: true, stdio });
      await once(child, "spawn");
      return new Program(child, child.pid as number);
    } finally {
      await file.close();
    }
  }

  /** Asks the process and its children to end, and ends them when the time is over. */
  async end(graceMs: number): Promise<void> {
    signalGroup(this.pid, "SIGTERM");
    const impatience = setTimeout(() => signalGroup(this.pid, "SIGKILL"), graceMs);
    await this.exit;
    clearTimeout(impatience);
    this.endChildren();
  }

  /** Ends children that the process has left behind. */
  endChildren(): void {
    signalGroup(this.pid, "SIGKILL");
  }
}

/** Sends a signal to all of a process group that is still there. */
export function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    // Some systems refuse what concerns only processes that have ended.
    if (!["ESRCH", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      throw error;
    }
  }
}
