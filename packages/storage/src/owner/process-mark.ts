import { hostname } from "node:os";

/** Says which process something belongs to. */
export interface ProcessMark {
  pid: number;
  host: string;
}

/** Returns the mark of this process. */
export function ownMark(): ProcessMark {
  return { pid: process.pid, host: hostname() };
}

/** Reads a mark; undefined where the value is not one. */
export function readMark(value: unknown): ProcessMark | undefined {
  const { pid, host } = Object(value) as Partial<ProcessMark>;
  return typeof pid === "number" && pid > 0 && typeof host === "string" ? { pid, host } : undefined;
}

/** Tells whether a process is there; undefined for one of another machine, which nobody here can see. */
export function isRunning({ pid, host }: ProcessMark): boolean | undefined {
  if (host !== hostname()) {
    return undefined;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and belongs to another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
