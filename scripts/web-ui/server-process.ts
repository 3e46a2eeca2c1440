import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ServerAddress } from "../../tests/interop/clearml-server.ts";

const command = fileURLToPath(new URL("../../packages/clearml-ts/dist/cli.js", import.meta.url));

/** A server with the web UI, in a process of its own, as a user starts it. */
export interface ServerProcess extends AsyncDisposable {
  readonly address: ServerAddress;
}

/** Starts the built server on a folder, at free ports, with a build of the web UI on its web port. */
export async function startServer(dataDir: string, webapp: string): Promise<ServerProcess> {
  const ports = ["--api-port", "0", "--web-port", "0", "--files-port", "0"];
  const child = spawn(
    process.execPath,
    [command, "server", "--json", "--data-dir", dataDir, "--webapp", webapp, ...ports],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const ended = once(child, "exit");
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), "line"), ended]);
  if (typeof line !== "string") throw new Error(`The server ended with status ${line} before it was ready.`);
  return {
    address: JSON.parse(line) as ServerAddress,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
