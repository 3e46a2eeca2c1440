import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { ServerAddress } from "../interop/fixtures/clearml-server.ts";
import { root } from "../interop/fixtures/root.ts";
import type { Ports } from "../interop/fixtures/server-process.ts";

/** The words of the command before its arguments, as users have it. */
export const clearmlCommand: readonly string[] = [`${root}/packages/clearml-ts/dist/cli.js`];

/** The options of a server that is to be soaked. */
export interface SoakedServerOptions {
  readonly command: readonly string[];
  readonly dataDir: string;
  /** @default any free ones */
  readonly ports?: Ports;
  /** The folder it works in. @default this process's */
  readonly cwd?: string;
  /** Variables beside `PATH`. */
  readonly env?: Readonly<Record<string, string>>;
  /** The user and group it runs as. @default this process's */
  readonly uid?: number;
  /** Whether messages can be sent to it, and received. @default false */
  readonly ipc?: boolean;
}

/** The status, signal and last words of a server that has ended. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** A server in a process of its own that is looked at closely. */
export interface SoakedServer extends AsyncDisposable {
  readonly address: ServerAddress;
  readonly child: ChildProcess;
  readonly pid: number;
  /** From the start of the process to its ready line. */
  readonly secondsToReady: number;
  /** Whether the process still runs. */
  readonly isAlive: boolean;
  /** Returns the text on stderr since the last call. */
  complaints(): string;
  /** Bytes of memory in use now, and at most so far; 0 where the system does not say. */
  memory(): { readonly resident: number; readonly peak: number };
  /** Returns the processor seconds it has used; the time of day where the system does not say. */
  processorSeconds(): number;
  /** Sends a signal and waits until the process is gone. */
  end(signal: NodeJS.Signals): Promise<Ended>;
}

/** Starts `clearml-ts server` and waits until it is ready. Rejects with its own words when it ends before. */
export async function startSoakedServer(options: SoakedServerOptions): Promise<SoakedServer> {
  const started = performance.now();
  const { child, ended, stderr } = launch(options);
  const line = await Promise.race([firstLine(child), ended]);
  if (typeof line !== "string") {
    throw new Error(`The server ended with status ${line.status}: ${line.stderr}`);
  }
  let read = 0;
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    address: JSON.parse(line) as ServerAddress,
    child,
    pid: child.pid ?? 0,
    secondsToReady: (performance.now() - started) / 1000,
    get isAlive() {
      return child.exitCode === null && child.signalCode === null;
    },
    complaints: () => {
      const fresh = stderr().slice(read);
      read += fresh.length;
      return fresh;
    },
    memory: () => ({ resident: memoryOf(child.pid, "VmRSS"), peak: memoryOf(child.pid, "VmHWM") }),
    processorSeconds: () => processorSecondsOf(child.pid),
    end,
    [Symbol.asyncDispose]: async () => {
      await end("SIGKILL");
    },
  };
}

/** Starts `clearml-ts server` where it must not start, and waits for its end; ends it when it is ready after all. */
export async function startInVain(options: SoakedServerOptions): Promise<Ended> {
  const { child, ended } = launch(options);
  const line = await Promise.race([firstLine(child), ended]);
  if (typeof line === "string") {
    child.kill("SIGTERM");
  }
  return ended;
}

function launch({ command, dataDir, ports, cwd, env, uid, ipc = false }: SoakedServerOptions) {
  const { api, web, files } = ports ?? { api: 0, web: 0, files: 0 };
  const args = ["--api-port", api, "--web-port", web, "--files-port", files].map(String);
  const child = spawn(
    process.execPath,
    [...command, "server", "--json", "--show-secret", "--data-dir", dataDir, ...args],
    {
      stdio: ["ignore", "pipe", "pipe", ipc ? "ipc" : "ignore"],
      // A cache that tsx writes would look like a file that the server wrote.
      env: { PATH: process.env["PATH"], TSX_DISABLE_CACHE: "1", ...env },
      ...(cwd === undefined ? {} : { cwd }),
      ...(uid === undefined ? {} : { uid, gid: uid }),
    },
  );
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const ended = once(child, "close").then(([status, signal]): Ended => ({ status, signal, stderr }));
  return { child, ended, stderr: () => stderr };
}

async function firstLine(child: ChildProcess): Promise<string | Promise<never>> {
  if (!child.stdout) {
    throw new Error("The server's stdout is not a pipe.");
  }
  for await (const line of createInterface({ input: child.stdout })) {
    return line;
  }
  return new Promise<never>(() => {});
}

/** Linux tells what a process has in memory. */
function memoryOf(pid: number | undefined, field: "VmRSS" | "VmHWM"): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(new RegExp(`^${field}:\\s*(\\d+) kB$`, "m").exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Linux counts in hundredths of a second. */
function processorSecondsOf(pid: number | undefined): number {
  try {
    const [user = 0, system = 0] =
      readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ").slice(11, 13).map(Number) ?? [];
    return (user + system) / 100;
  } catch {
    return performance.now() / 1000;
  }
}
