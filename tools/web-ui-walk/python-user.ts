import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { clearmlVariables, type ServerAddress } from "../../tests/interop/fixtures/clearml-server.ts";

const scripts = fileURLToPath(new URL("./world/", import.meta.url));
const execute = promisify(execFile);

/** Somebody who works with the Python SDK and the agent on one server, in a home folder of their own. */
export class PythonUser implements AsyncDisposable {
  readonly #python: string;
  readonly #home: string;
  readonly #environment: NodeJS.ProcessEnv;
  #agent: ChildProcess | undefined;

  private constructor(python: string, home: string, server: ServerAddress) {
    this.#python = python;
    this.#home = home;
    this.#environment = {
      ...clearmlVariables(server),
      PATH: process.env["PATH"],
      HOME: home,
      CLEARML_SUPPRESS_UPDATE_MESSAGE: "1",
      // The agent runs tasks with the interpreter that it runs in itself, and installs nothing.
      CLEARML_AGENT_SKIP_PYTHON_ENV_INSTALL: "1",
    };
  }

  static async create(python: string, home: string, server: ServerAddress): Promise<PythonUser> {
    await mkdir(home, { recursive: true });
    await writeFile(join(home, "clearml.conf"), "sdk { development { report_use_subprocess: false } }\n");
    return new PythonUser(python, home, server);
  }

  /** Runs one of the scripts in `world/` and returns the object on the last line that it prints. */
  async run(script: string, ...args: string[]): Promise<Record<string, string>> {
    // Outside our repository, so that the SDK records the script's text and not our uncommitted changes.
    const program = join(this.#home, basename(script));
    await copyFile(join(scripts, script), program);
    const { stdout } = await execute(this.#python, [program, ...args], {
      cwd: this.#home,
      env: this.#environment,
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Record<string, string>;
  }

  /** The versions that this user works with. */
  async versions(): Promise<string> {
    const code =
      "import platform; from importlib.metadata import version as of;" +
      "print(platform.python_version(), *(f'{name} {of(name)}' for name in ('clearml', 'clearml-agent')), sep=', ')";
    const { stdout } = await execute(this.#python, ["-c", code]);
    return stdout.trim();
  }

  /** Starts the official agent on a queue; what it says is kept in the home folder. */
  startAgent(queue: string): void {
    const log = openSync(join(this.#home, "agent.log"), "a");
    const agent = join(dirname(this.#python), "clearml-agent");
    this.#agent = spawn(agent, ["daemon", "--queue", queue, "--foreground"], {
      cwd: this.#home,
      env: this.#environment,
      stdio: ["ignore", log, log],
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#agent === undefined || this.#agent.exitCode !== null) {
      return;
    }
    const ended = once(this.#agent, "exit");
    this.#agent.kill("SIGTERM");
    await ended;
  }
}
