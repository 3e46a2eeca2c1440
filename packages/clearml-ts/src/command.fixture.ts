import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Server } from "@clearml-ts/server";

const script = fileURLToPath(new URL("cli.ts", import.meta.url));

/** The line of `clearml-ts server --json --show-secret`. */
export interface ReadyLine {
  api: string;
  web: string;
  files: string;
  accessKey: string;
  secretKey: string;
}

/** Status, signal and output of a command that has ended. */
export interface Ended {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Options of `server` for ports that nobody uses. */
export const anyPorts = ["--api-port", "0", "--web-port", "0", "--files-port", "0"] as const;

/** The real command in a process of its own, run from its source; killed at the end of the block if it still runs. */
export class RunningCommand implements AsyncDisposable {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #ended: Promise<Ended>;
  readonly #firstLine: Promise<string>;

  constructor(
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
    { stdin = "", largestFile }: { stdin?: string; largestFile?: number } = {},
  ) {
    const command = [process.execPath, "--import", "tsx", "--conditions", "@clearml-ts/source", script, ...args];
    const [program = "", ...rest] = largestFile === undefined ? command : limited(command, largestFile);
    this.#child = spawn(program, rest, {
      stdio: ["pipe", "pipe", "pipe"],
      env: { PATH: process.env["PATH"], ...env },
    });
    // It may end without having read anything.
    this.#child.stdin.on("error", () => {}).end(stdin);
    let [stdout, stderr] = ["", ""];
    this.#child.stderr.setEncoding("utf8").on("data", (chunk) => {
      stderr += chunk;
    });
    this.#firstLine = new Promise((resolve) => {
      this.#child.stdout.setEncoding("utf8").on("data", (chunk) => {
        stdout += chunk;
        if (stdout.includes("\n")) {
          resolve(stdout.slice(0, stdout.indexOf("\n")));
        }
      });
      this.#child.once("close", () => resolve(""));
    });
    this.#ended = once(this.#child, "close").then(([status, signal]) => ({ status, signal, stdout, stderr }));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Waits for the line of `--json`. */
  async ready(): Promise<ReadyLine> {
    const line = await this.#firstLine;
    if (line === "") {
      throw new Error(`The command ended before it was ready: ${(await this.#ended).stderr}`);
    }
    return JSON.parse(line);
  }

  /** Waits for the first line of the output, whatever it is. */
  firstLine(): Promise<string> {
    return this.#firstLine;
  }

  send(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Sends a signal, if one is given, and waits until the process is gone. */
  end(signal?: NodeJS.Signals): Promise<Ended> {
    if (signal) {
      this.send(signal);
    }
    return this.#ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }
}

/** A command that can make no file larger than a number of bytes. Node ignores the signal for it: writing fails. */
function limited(command: readonly string[], largestFile: number): string[] {
  return ["sh", "-c", `ulimit -f ${Math.trunc(largestFile / 512)} && exec "$0" "$@"`, ...command];
}

/** The variables by which a program finds a server and logs in. */
export function environmentOf({ credentials }: Pick<Server, "credentials">): Record<string, string> {
  return {
    CLEARML_API_HOST: credentials.apiServer,
    CLEARML_WEB_HOST: credentials.webServer,
    CLEARML_FILES_HOST: credentials.filesServer,
    CLEARML_API_ACCESS_KEY: credentials.accessKey,
    CLEARML_API_SECRET_KEY: credentials.secretKey,
  };
}

/** Runs the command to its end. */
export function run(...args: string[]): Promise<Ended> {
  return new RunningCommand(args).end();
}
