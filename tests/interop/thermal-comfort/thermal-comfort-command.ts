import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
// The shape of what the command prints is its contract with this test; nothing of the example runs in here.
import type { RunResult } from "../../../examples/thermal-comfort/src/cli/result.ts";
import { clearmlVariables, type ServerAddress } from "../fixtures/clearml-server.ts";
import { root } from "../fixtures/root.ts";

export type { RunResult };

/** The folders of a run of the command. */
export interface CommandPlace {
  /** Home folder: without a server of its own choice, the command keeps its embedded server's data there. */
  home: string;
  /** The ClearML it is told to use. @default the embedded one */
  server?: ServerAddress;
  /** Called with every line of stderr as it comes. */
  onLine?: (line: string) => void;
}

/** The end of a run of the command: status and output. */
export interface Outcome {
  status: number | null;
  stdout: string;
  /** The lines of stderr. */
  lines: string[];
}

/** Runs the example's own command, after the build, as a user without a terminal does. */
export async function thermalComfort(
  args: readonly string[],
  { home, server, onLine }: CommandPlace,
): Promise<Outcome> {
  const temporary = join(home, "tmp");
  mkdirSync(temporary, { recursive: true });
  const variables = server ? clearmlVariables(server) : {};
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(
    process.execPath,
    [join(root, "examples/thermal-comfort/dist/main.js"), "--json", "--show-secret", ...args],
    {
      cwd: home,
      env: { PATH: process.env["PATH"], HOME: home, TMPDIR: temporary, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const ended = once(child, "close") as Promise<[number | null]>;
  const stdout = text(child.stdout);
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    lines.push(line);
    onLine?.(line);
  }
  const [status] = await ended;
  return { status, stdout: await stdout, lines };
}

/** The JSON of a run that went well; what the command said otherwise. */
export function resultOf({ status, stdout, lines }: Outcome): RunResult {
  if (status !== 0) {
    throw new Error(`The command ended with ${status}.\n${lines.slice(-20).join("\n")}`);
  }
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as RunResult;
}

/** Returns the model that a run ended with. */
export function modelOf({ model, champion }: RunResult): NonNullable<RunResult["model"]> {
  if (model === null) {
    throw new Error(`No model is in use: ${champion.reason}`);
  }
  return model;
}
