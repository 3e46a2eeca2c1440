import type { Command } from "commander";
import { notEmpty } from "../not-empty.ts";

/** Adds the option that every command has. */
export function withJson(command: Command): Command {
  return command.option("--json", "print one line of JSON, and nothing else");
}

/** Adds the argument and the options that name one pipeline. */
export function withLookup(command: Command): Command {
  return withJson(command)
    .argument("[id]", "id of a run: of the task of its controller", notEmpty)
    .option("--project <project>", "project of the pipeline, with --name instead of an id", notEmpty)
    .option("--name <name>", "name of the pipeline", notEmpty)
    .option("--version <version>", "version of the pipeline (default: the highest one)", notEmpty);
}

/** Adds the queue of a controller. */
export function withQueue(command: Command): Command {
  return command.option("--queue <queue>", "name or id of the queue of the controller", notEmpty, "services");
}
