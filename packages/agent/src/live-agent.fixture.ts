import type { Connection } from "@clearml-ts/client";
import type { ScriptRecord, TaskRecord } from "@clearml-ts/protocol";
import { temporaryFolder } from "@clearml-ts/testing";
import { onTestFinished, vi } from "vitest";
import { type Agent, startAgent } from "./agent.ts";
import type { AgentOptions } from "./options.ts";

/** As long as a busy machine may need for a program of a few lines. */
const patience = { timeout: 100_000, interval: 20 };

/** Shorthands for tests that run tasks on an agent. */
export class AgentTests {
  readonly connection: Connection;
  readonly folder: string;

  constructor(connection: Connection, folder: string) {
    this.connection = connection;
    this.folder = folder;
  }

  static async open({ connection }: { connection: Connection }): Promise<AgentTests> {
    return new AgentTests(connection, await temporaryFolder());
  }

  /** Starts an agent that is closed when the running test ends. */
  async start(options: Partial<AgentOptions> = {}): Promise<Agent> {
    const { connection, folder } = this;
    const env = { PATH: process.env["PATH"], HOME: folder };
    const agent = await startAgent({ connection, folder, name: "test", env, grace: 1000, ...options });
    onTestFinished(() => agent.close().catch(() => {}));
    return agent;
  }

  async draft(script: ScriptRecord, others: Partial<TaskRecord> = {}): Promise<string> {
    const { hyperparams } = others;
    const request = { name: "a task", type: "training" as const, script, ...(hyperparams && { hyperparams }) };
    return (await this.connection.services.tasks.create(request)).id;
  }

  /** Makes a task of a shell script, or of any code, and puts it into a queue. */
  async queued(script: string | ScriptRecord, queue_name = "default"): Promise<string> {
    const shell = (diff: string) => ({ binary: "/bin/bash", entry_point: "run.sh", diff });
    const task = await this.draft(typeof script === "string" ? shell(script) : script);
    await this.connection.services.tasks.enqueue({ task, queue_name });
    return task;
  }

  async record(task: string): Promise<TaskRecord> {
    return (await this.connection.services.tasks.getById({ task })).task;
  }

  /** Waits until a task is over, and returns its record. */
  async end(task: string): Promise<TaskRecord> {
    return vi.waitFor(async () => {
      const record = await this.record(task);
      if (["created", "queued", "in_progress"].includes(record.status)) {
        throw new Error(`still ${record.status}`);
      }
      return record;
    }, patience);
  }

  /** All that a task has printed. */
  async console(task: string): Promise<string> {
    const { events } = await this.connection.services.events.getTaskLog({ task, batch_size: 5000, order: "asc" });
    return events.map(({ msg }) => msg).join("");
  }

  /** The part of it that its program has printed. */
  async printed(task: string): Promise<string> {
    return (await this.console(task)).split("Starting Task Execution:\n\n").at(-1) ?? "";
  }

  /** Waits until a task has printed something. */
  async waitForOutput(task: string, text: string): Promise<void> {
    await vi.waitFor(async () => {
      const console = await this.console(task);
      if (!console.includes(text)) {
        throw new Error(`not yet printed, but:\n${console}`);
      }
    }, patience);
  }
}
