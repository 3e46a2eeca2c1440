import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ServerAddress } from "../../tests/interop/fixtures/clearml-server.ts";

const command = join(dirname(fileURLToPath(import.meta.url)), "../../packages/clearml-ts/dist/cli.js");

/** An embedded server in a process of its own, started as a user starts it. */
export interface ServerProcess extends AsyncDisposable {
  readonly address: ServerAddress;
  /** From the start of the process to its ready line. */
  readonly secondsToReady: number;
  /** Bytes of memory that the process has in use. */
  memory(): number;
  close(): Promise<void>;
}

/** Options of a server's start. */
export interface ServerProcessOptions {
  /** Environment variables besides those of this process. @default none */
  readonly variables?: NodeJS.ProcessEnv;
  /** Folder with a build of the official web UI. @default none */
  readonly webapp?: string;
}

/** Starts the built server on a folder, at free ports. */
export async function startServerProcess(
  dataDir: string,
  { variables = {}, webapp }: ServerProcessOptions = {},
): Promise<ServerProcess> {
  const started = performance.now();
  const ports = ["--api-port", "0", "--web-port", "0", "--files-port", "0"];
  const pages = webapp === undefined ? [] : ["--webapp", webapp];
  const child = spawn(
    process.execPath,
    [command, "server", "--json", "--show-secret", "--data-dir", dataDir, ...pages, ...ports],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, ...variables },
    },
  );
  const ended = once(child, "exit");
  const line = await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended]);
  const secondsToReady = (performance.now() - started) / 1000;
  if (typeof line[0] !== "string") {
    throw new Error(`The server ended with status ${line[0]} before it was ready.`);
  }
  const close = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return {
    address: JSON.parse(line[0]) as ServerAddress,
    secondsToReady,
    memory: () => residentBytes(child.pid),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Linux tells what a process has in memory; elsewhere the suites do not run. */
function residentBytes(pid: number | undefined): number {
  const [, kilobytes] = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}
