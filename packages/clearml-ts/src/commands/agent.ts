import { once } from "node:events";
import type { AgentEvent } from "@clearml-ts/agent";
import { Command, InvalidArgumentError } from "commander";
import { say } from "../language/say.ts";
import { terminationSignal } from "../termination-signal.ts";
import { notEmpty } from "./not-empty.ts";

interface AgentFlags {
  queue: string[];
  createQueue?: boolean;
  slots: number;
  name?: string;
  folder?: string;
  python?: string;
  grace: number;
  json?: boolean;
}

/** The subcommand `agent`: takes tasks from queues and runs them on this machine until SIGINT or SIGTERM. */
export function agentCommand(): Command {
  return new Command("agent")
    .description("Take tasks from queues and run them on this machine, without Python or Docker.")
    .option("--queue <names>", "queues, the most urgent first, with commas in between", queueNames, [])
    .option("--create-queue", "make queues that are missing")
    .option("--slots <count>", "tasks that run at the same time", wholeNumber, 1)
    .option(
      "--name <name>",
      "name of the workers, to which a number is added (default: that of this machine)",
      notEmpty,
    )
    .option("--folder <path>", "folder for code and output of the tasks (default: ~/.clearml/agent)", notEmpty)
    .option("--python <path>", "the Python for tasks in Python (default: the one that the task names)", notEmpty)
    .option("--grace <seconds>", "time that a program has to end before it is killed", seconds, 10)
    .option("--json", "print one line of JSON for each event, and nothing else")
    .action(async ({ queue, createQueue, grace, json = false, ...options }: AgentFlags) => {
      const termination = terminationSignal();
      // Loaded here, so that help and wrong usage do not wait for them.
      const { connect } = await import("@clearml-ts/client");
      const { startAgent } = await import("@clearml-ts/agent");
      await using connection = await connect({ signal: termination });
      await using agent = await startAgent({
        ...options,
        connection,
        queues: queue,
        createQueues: createQueue,
        grace: grace * 1000,
        onEvent: (event) => console.log(json ? JSON.stringify(event) : describe(event)),
        signal: termination,
      });
      if (!termination.aborted) {
        await Promise.race([once(termination, "abort"), agent.ended]);
      }
    });
}

function describe(event: AgentEvent): string {
  switch (event.event) {
    case "listening":
      return say`Ready: ${event.workers.join(", ")}. Ctrl-C stops the agent, and the tasks that it runs.`;
    case "task started":
      return say`${event.worker} runs task ${event.task}`;
    case "task ended":
      return event.status === undefined
        ? say`${event.worker} has left task ${event.task}: somebody else ended it`
        : say`${event.worker} has ended task ${event.task}: ${event.status}, ${event.reason ?? ""}`;
  }
}

function queueNames(text: string, before: readonly string[]): string[] {
  const names = text.split(",").map((name) => name.trim());
  return [...before, ...names.map(notEmpty)];
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 64) {
    throw new InvalidArgumentError("It must be a whole number from 1 to 64.");
  }
  return number;
}

function seconds(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !(number >= 0 && number <= 86_400)) {
    throw new InvalidArgumentError("It must be a number of seconds.");
  }
  return number;
}
