import { once } from "node:events";
import { runInTask, type Task } from "@clearml-ts/tasks";

/** A child process, and how it is ended. */
export interface RunChildOptions {
  /** Arguments of Node. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Seconds between the request to end and the end by force. */
  killAfter: number;
  /** Ends the process. */
  signal: AbortSignal;
}

/** Runs Node in a child process, whose output is that of the task, and returns how it ended, as the end of a sentence about it. */
export async function runChild(task: Task, { args, env, killAfter, signal }: RunChildOptions): Promise<string> {
  const { spawn } = await import("node:child_process");
  signal.throwIfAborted();
  // The channel tells the child that this process is gone.
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const ended = once(child, "close");
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      runInTask(task, () => process[name].write(text));
    });
  }
  let force: NodeJS.Timeout | undefined;
  const onAbort = () => {
    child.kill("SIGTERM");
    force = setTimeout(() => child.kill("SIGKILL"), killAfter * 1000);
  };
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    const [code, killedBy] = await ended;
    return killedBy === null ? `ended with exit code ${code}` : `was killed by ${killedBy}`;
  } finally {
    signal.removeEventListener("abort", onAbort);
    clearTimeout(force);
  }
}
