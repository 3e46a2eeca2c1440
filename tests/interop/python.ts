import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { inject } from "vitest";
import { clearmlVariables, type ServerAddress } from "./clearml-server.ts";

const scripts = join(dirname(fileURLToPath(import.meta.url)), "python");
const execute = promisify(execFile);

/**
 * Reports go out from a thread: from a process of their own, which is the default on Linux, every task would take ten
 * seconds more to close.
 */
const threadedReports = "sdk { development { report_use_subprocess: false } }\n";

/** The settings of a Python program. */
export interface PythonUserOptions {
  /** Leave the SDK's own defaults alone, slow as they are. @default false */
  stock?: boolean;
}

/** Somebody who works with the Python SDK on one server, with a home folder and a cache of their own. */
export class PythonUser implements Disposable {
  readonly home = mkdtempSync(join(tmpdir(), "clearml-python-"));
  readonly #server: ServerAddress;
  readonly #gone = new AbortController();

  constructor(server: ServerAddress, { stock = false }: PythonUserOptions = {}) {
    this.#server = server;
    if (!stock) {
      writeFileSync(join(this.home, "clearml.conf"), threadedReports);
    }
  }

  /** Runs one of the scripts in `python/` and returns the JSON value on the last line that it prints. */
  async run<Result>(script: string, ...args: string[]): Promise<Result> {
    const output = await this.execute("python", this.script(script), ...args);
    const line = output.stdout.trimEnd().split("\n").at(-1) ?? "";
    try {
      return JSON.parse(line) as Result;
    } catch (cause) {
      throw new Error(`${script} ended with no JSON but with: ${line}\n${output.stderr}`, { cause });
    }
  }

  /**
   * Copies one of the scripts in `python/` to the home folder: outside our repository, so that the SDK records the
   * script's text and not our uncommitted changes.
   */
  script(name: string): string {
    const program = join(this.home, name);
    copyFileSync(join(scripts, name), program);
    return program;
  }

  /** Runs a program of the virtual environment in the home folder, such as `clearml-task`. */
  async execute(program: string, ...args: string[]): Promise<{ stdout: string; stderr: string }> {
    const options = {
      cwd: this.home,
      maxBuffer: 64 * 1024 * 1024,
      // A program whose server is gone would try to reach it for ever.
      signal: this.#gone.signal,
      killSignal: "SIGKILL" as const,
      env: {
        PATH: process.env["PATH"],
        HOME: this.home,
        CLEARML_SUPPRESS_UPDATE_MESSAGE: "1",
        ...clearmlVariables(this.#server),
      },
    };
    try {
      return await execute(join(dirname(inject("python")), program), args, options);
    } catch (error) {
      const { stdout, stderr, message } = error as { stdout?: string; stderr?: string; message: string };
      throw new Error(`${[program, ...args].join(" ")} failed.\n${stderr || message}\n${stdout ?? ""}`);
    }
  }

  [Symbol.dispose](): void {
    this.#gone.abort();
    rmSync(this.home, { recursive: true, force: true });
  }
}
