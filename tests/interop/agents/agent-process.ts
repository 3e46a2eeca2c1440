import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, inject } from "vitest";
import { clearmlVariables, type ServerAddress } from "../fixtures/clearml-server.ts";

/** The settings of an agent. */
export interface AgentOptions {
  /** Queues that it listens to, first ones first; made if they are missing. @default ["default"] */
  queues?: readonly string[];
  /** The first half of its id, which ends in ":0". @default "interop" */
  name?: string;
}

/**
 * Without internet and without a virtual environment for each task: the suite's own one, which has the SDK. Reports go
 * out from a thread, see python.ts; the task gets this file's `sdk` section from the agent.
 */
const settings = `
agent { disable_agent_update_check: true }
sdk { development { report_use_subprocess: false } }
`;

const ready = "Listening to queues:";

/** The stock `clearml-agent`, listening to queues of one server, with a home folder and caches of its own. */
export class AgentProcess implements AsyncDisposable {
  /** The id under which it registers itself. */
  readonly worker: string;
  /** Its home folder; the code of its tasks is below. */
  readonly home: string;
  readonly #environment: NodeJS.ProcessEnv;
  #output = "";
  #daemon: ChildProcess | undefined;

  private constructor(server: ServerAddress, name: string) {
    this.worker = `${name}:0`;
    this.home = mkdtempSync(join(tmpdir(), "clearml-agent-"));
    mkdirSync(join(this.home, "tmp"));
    writeFileSync(join(this.home, "clearml.conf"), settings);
    this.#environment = {
      PATH: `${dirname(inject("python"))}:${process.env["PATH"]}`,
      HOME: this.home,
      // Agents of one machine find each other by files in here, and count themselves into their ids.
      TMPDIR: join(this.home, "tmp"),
      PYTHONUNBUFFERED: "1",
      CLEARML_WORKER_NAME: name,
      CLEARML_AGENT_SKIP_PYTHON_ENV_INSTALL: "1",
      CLEARML_AGENT_QUEUE_POLL_FREQ_SEC: "0.3",
      CLEARML_AGENT_STATUS_REPORT_FREQ_SEC: "1",
      CLEARML_SUPPRESS_UPDATE_MESSAGE: "1",
      ...clearmlVariables(server),
    };
  }

  /** Starts an agent and waits until it listens. */
  static async start(server: ServerAddress, options: AgentOptions = {}): Promise<AgentProcess> {
    const { queues = ["default"], name = "interop" } = options;
    const agent = new AgentProcess(server, name);
    try {
      await agent.#listen(queues);
    } catch (error) {
      await agent[Symbol.asyncDispose]();
      throw error;
    }
    return agent;
  }

  /** The text that it has printed up to now, its tasks' output included. */
  get output(): string {
    return this.#output;
  }

  /** Runs one task at once, without a queue: `clearml-agent execute --id`, and returns what was printed. */
  async execute(task: string): Promise<string> {
    const options = { cwd: this.home, env: this.#environment, maxBuffer: 64 * 1024 * 1024 };
    const { stdout } = await promisify(execFile)(
      inject("python"),
      ["-m", "clearml_agent", "execute", "--id", task],
      options,
    );
    return stdout;
  }

  async #listen(queues: readonly string[]): Promise<void> {
    const command = ["-m", "clearml_agent", "daemon", "--foreground", "--create-queue", "--queue", ...queues];
    // At the head of a process group, so that none of its children is left behind.
    const options = { cwd: this.home, env: this.#environment, detached: true } as const;
    const daemon = spawn(inject("python"), command, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    this.#daemon = daemon;
    await new Promise<void>((resolve, reject) => {
      const hear = (text: string) => {
        this.#output += text;
        if (this.#output.includes(ready)) {
          resolve();
        }
      };
      for (const stream of [daemon.stdout, daemon.stderr]) {
        stream.setEncoding("utf8").on("data", hear);
      }
      daemon.once("error", reject);
      daemon.once("close", () => reject(new Error(`clearml-agent ended before it listened.\n${this.#output}`)));
    });
  }

  /** Ends the agent as a user does, then whatever it has started and not ended itself. */
  async [Symbol.asyncDispose](): Promise<void> {
    const daemon = this.#daemon;
    this.#daemon = undefined;
    if (daemon?.pid !== undefined) {
      await end(daemon, daemon.pid);
    }
    await rm(this.home, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Prints what the agent has said whenever one of the tests of this file or group fails. */
export function showAgentWhenTestsFail(agent: () => AgentProcess): void {
  afterEach(({ task }) => {
    if (task.result?.state === "fail") {
      console.error(`What ${agent().worker} said:\n${withoutRepetition(agent().output)}`);
    }
  });
}

/** Leaves out what is the same each time: three hundred lines of configuration a task, and that a queue is empty. */
function withoutRepetition(output: string): string {
  return output
    .split("\n")
    .filter((line) => !/^((agent|api|sdk)\..* = |No tasks in)/.test(line))
    .join("\n");
}

async function end(daemon: ChildProcess, pid: number): Promise<void> {
  if (daemon.exitCode === null && daemon.signalCode === null) {
    const gone = once(daemon, "exit");
    daemon.kill("SIGTERM");
    const impatience = setTimeout(killGroup, 30_000, pid);
    await gone;
    clearTimeout(impatience);
  }
  killGroup(pid);
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") {
      throw error;
    }
  }
}
