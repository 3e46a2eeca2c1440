import { Command } from "commander";
import { taskImportCommand } from "./task-import.ts";
import { taskRunCommand } from "./task-run.ts";

/** The subcommand `task`: does something with tasks of the ClearML that the configuration names. */
export function taskCommand(): Command {
  return new Command("task")
    .description("Make tasks of programs, and of sessions that were recorded offline.")
    .addCommand(taskRunCommand())
    .addCommand(taskImportCommand());
}
