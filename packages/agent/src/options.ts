import type { Connection } from "@clearml-ts/client";
import { InvalidValueError } from "@clearml-ts/tasks";
import type { AgentEvent } from "./agent-event.ts";

/** Options of {@link startAgent}. */
export interface AgentOptions {
  /** The server whose tasks are run. Programs are told its address and credentials. */
  connection: Connection;
  /** Names or ids of the queues, the most urgent first. @default the default queue of the server */
  queues?: readonly string[] | undefined;
  /** Make queues that are missing. @default false */
  createQueues?: boolean | undefined;
  /** Tasks that run at the same time, each by a worker of its own. @default 1 */
  slots?: number | undefined;
  /** Name of the workers; a number is added to it. @default the name that the connection gives this process: that of this machine */
  name?: string | undefined;
  /** Folder for code and output of the tasks. @default ~/.clearml/agent */
  folder?: string | undefined;
  /** The Python for tasks in Python. @default the one that the task names, then `python3`, then `python` */
  python?: string | undefined;
  /** Milliseconds that a program has to end when it is asked to, before it is killed. @default 10 seconds */
  grace?: number | undefined;
  /** Variables that programs get. @default those of this process */
  env?: NodeJS.ProcessEnv | undefined;
  /** Told what the agent does. @default nobody */
  onEvent?: ((event: AgentEvent) => void) | undefined;
  /** Closes the agent, or ends its start. */
  signal?: AbortSignal | undefined;
}

/**
 * Checks the numbers among the options.
 *
 * @throws {@link InvalidValueError} when one of them makes no sense.
 */
export function checkOptions({ slots, grace }: { slots: number; grace: number }): void {
  if (!Number.isSafeInteger(slots) || slots < 1) {
    throw new InvalidValueError(`An agent has a whole number of slots from 1 on, not ${slots}.`, { path: "$.slots" });
  }
  if (!Number.isFinite(grace) || grace < 0) {
    throw new InvalidValueError(`The grace of an agent is a number of milliseconds from 0 on, not ${grace}.`, {
      path: "$.grace",
    });
  }
}

/** The parts of an agent that all of its workers share. */
export interface AgentSettings {
  readonly connection: Connection;
  /** Ids of the queues, the most urgent first. */
  readonly queues: readonly string[];
  readonly python: string | undefined;
  readonly grace: number;
  readonly env: NodeJS.ProcessEnv;
  readonly emit: (event: AgentEvent) => void;
}
