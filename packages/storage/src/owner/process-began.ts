import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Tells when a process began, in a form that can only be compared: empty where the system does not tell, undefined where no process has
 * that number. One that has ended counts as gone although its parent has not asked for its exit code, as nobody does in many containers.
 */
export function processBegan(pid: number): string | undefined {
  if (!hasNumber(pid)) {
    return undefined;
  }
  switch (process.platform) {
    case "linux":
      return beganOnLinux(attempt(() => readFileSync(`/proc/${pid}/stat`, "latin1")));
    case "win32":
      return "";
    default:
      return beganByPs(attempt(() => psLine(pid)));
  }
}

/**
 * Reads Linux's line about a process. The 22nd field counts from the start of the machine, so the start of the machine belongs to it. The
 * second one is the name in brackets, which may hold anything.
 */
export function beganOnLinux(line: string | undefined): string | undefined {
  const [state, ...fields] = line?.slice(line.lastIndexOf(")") + 2).split(" ") ?? [];
  const ticks = fields[18];
  if (ticks === undefined) {
    return "";
  }
  return hasEnded(state) ? undefined : `${bootId()}.${ticks}`;
}

/** Reads the line of `ps -o stat=,lstart=` about a process. */
export function beganByPs(line: string | undefined): string | undefined {
  const [, state, date = ""] = /^(\S+)\s+(.+)$/.exec(line?.trim() ?? "") ?? [];
  const time = Date.parse(`${date} UTC`);
  if (Number.isNaN(time)) {
    return "";
  }
  return hasEnded(state) ? undefined : `${time}`;
}

function hasEnded(state: string | undefined): boolean {
  return state?.startsWith("Z") || state?.startsWith("X") || false;
}

function hasNumber(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and belongs to another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function bootId(): string {
  return attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "latin1").slice(0, 8)) ?? "";
}

function psLine(pid: number): string {
  const env = { LC_ALL: "C", TZ: "UTC" };
  return spawnSync("/bin/ps", ["-o", "stat=,lstart=", "-p", `${pid}`], { env, encoding: "latin1" }).stdout;
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
