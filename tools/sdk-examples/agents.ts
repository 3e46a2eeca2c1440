import { join } from "node:path";
import { RunningProgram, until } from "./running-program.ts";
import type { Workplace } from "./workplace.ts";

/** One agent for each of some queues, as a controller and its steps must not wait for each other. */
export class Agents implements AsyncDisposable {
  readonly #agents = new Map<string, RunningProgram>();
  readonly #workplace: Workplace;

  constructor(workplace: Workplace) {
    this.#workplace = workplace;
  }

  /** From now on: what all of them print, their tasks' output included. */
  listen(): () => string {
    const before = new Map([...this.#agents].map(([queue, { output }]) => [queue, output.length]));
    return () => [...this.#agents].map(([queue, { output }]) => output.slice(before.get(queue))).join("\n");
  }

  /** Starts the agents of those queues that have none yet, and waits until they listen. */
  async serve(queues: readonly string[]): Promise<void> {
    for (const queue of queues.filter((name) => !this.#agents.has(name))) {
      const { python, agentEnvironment, environment } = this.#workplace;
      const agent = new RunningProgram(
        python,
        ["-m", "clearml_agent", "daemon", "--foreground", "--create-queue", "--queue", queue],
        {
          cwd: join(environment["HOME"] ?? ""),
          env: { ...agentEnvironment, CLEARML_WORKER_NAME: `examples-${queue}` },
        },
      );
      this.#agents.set(queue, agent);
      if (!(await until(() => agent.output.includes("Listening to queues:"), 120))) {
        throw new Error(`The agent of queue "${queue}" does not listen.\n${agent.output}`);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const agent of this.#agents.values()) {
      await agent[Symbol.asyncDispose]();
    }
  }
}
