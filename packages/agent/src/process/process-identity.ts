import { readFile } from "node:fs/promises";
import { runTool } from "../code/run-tool.ts";

/** A process that another one can recognize, although numbers of processes are used again. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it began, in the words of the system. */
  readonly began: string;
}

/** Returns the identity of a process; undefined when there is none of that number. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  const began = (await beganOnLinux(pid)) ?? (await beganElsewhere(pid));
  return began === undefined ? undefined : { pid, began };
}

/** Whether a process still runs. */
export async function isRunning({ pid, began }: ProcessIdentity): Promise<boolean> {
  return (await identifyProcess(pid))?.began === began;
}

/** The 22nd field of the line about a process, after its name, which may hold blanks and parentheses. */
async function beganOnLinux(pid: number): Promise<string | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return line?.slice(line.lastIndexOf(")") + 2).split(" ")[19];
}

async function beganElsewhere(pid: number): Promise<string | undefined> {
  if (process.platform === "linux") {
    return undefined;
  }
  const { signal } = new AbortController();
  const args = ["-o", "lstart=", "-p", `${pid}`];
  const { output } = await runTool({ command: "/bin/ps", args, env: {}, signal });
  return output.trim() || undefined;
}
