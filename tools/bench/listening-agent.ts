import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { clearmlVariables, type ServerAddress } from "../../tests/interop/fixtures/clearml-server.ts";
import { root } from "../root.ts";

/** An agent's command, and the line by which it says that it listens. */
export interface AgentCommand {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly ready: string;
}

/** The command of our agent for one queue, which it makes. */
export function ownAgent(queue: string): AgentCommand {
  const cli = join(root, "packages/clearml-ts/dist/cli.js");
  return {
    name: "clearml-ts agent",
    command: [process.execPath, cli, "agent", "--queue", queue, "--create-queue", "--json"],
    ready: "listening",
  };
}

/** Starts an agent whose home is a folder, and waits until it listens; it ends with the block that uses it. */
export async function startListening(
  { command: [program, ...args], ready }: AgentCommand,
  folder: string,
  server: ServerAddress,
): Promise<AsyncDisposable> {
  const env = {
    PATH: `${dirname(program)}:${process.env["PATH"]}`,
    HOME: folder,
    PYTHONUNBUFFERED: "1",
    CLEARML_SUPPRESS_UPDATE_MESSAGE: "1",
    ...clearmlVariables(server),
  };
  const child = spawn(program, args, { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((resolve, reject) => {
    lines.on("line", (line) => line.includes(ready) && resolve());
    child.once("exit", (code) => reject(new Error(`${program} ended with status ${code} before it listened.`)));
  });
  return {
    async [Symbol.asyncDispose]() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
