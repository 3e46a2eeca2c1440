import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createInterface } from "node:readline";
import type { ServerAddress } from "./clearml-server.ts";
import { root } from "./root.ts";

/** Ports of a server; 0 stands for any free one. */
export interface Ports {
  api: number;
  web: number;
  files: number;
}

/** A server in a process of its own, as a user starts it. */
export interface ServerProcess extends AsyncDisposable {
  readonly address: ServerAddress;
  /** Sends a signal and waits until the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

const anyPorts: Ports = { api: 0, web: 0, files: 0 };

/** Starts `clearml-ts server` on a folder and waits until it is ready. */
export async function startServerProcess(dataDir: string, ports = anyPorts): Promise<ServerProcess> {
  const command = `${root}/packages/clearml-ts/dist/cli.js`;
  const numbers = Object.entries(ports).flatMap(([part, port]) => [`--${part}-port`, String(port)]);
  const child = spawn(
    process.execPath,
    [command, "server", "--json", "--show-secret", "--data-dir", dataDir, ...numbers],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const gone = once(child, "exit");
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await gone;
  };
  const address = await readyLine(child);
  return { address, end, [Symbol.asyncDispose]: () => end("SIGTERM") };
}

async function readyLine(child: ChildProcess): Promise<ServerAddress> {
  if (!child.stdout) {
    throw new Error("The server's stdout is not a pipe.");
  }
  for await (const line of createInterface({ input: child.stdout })) {
    return JSON.parse(line) as ServerAddress;
  }
  throw new Error("The server ended before it was ready; its own words are above.");
}

/** Finds ports that are free, for a server that has to come back on the same ones. */
export async function freePorts(): Promise<Ports> {
  const [api, web, files] = [createServer(), createServer(), createServer()];
  const held = [api, web, files].map((socket) => once(socket.listen(0, "127.0.0.1"), "listening"));
  await Promise.all(held);
  const ports = { api: portOf(api), web: portOf(web), files: portOf(files) };
  await Promise.all([api, web, files].map((socket) => once(socket.close(), "close")));
  return ports;
}

function portOf(socket: ReturnType<typeof createServer>): number {
  return (socket.address() as AddressInfo).port;
}
