import { Command } from "commander";
import { taskRunCommand } from "./task-run.ts";

/** The subcommand `task`: does something with tasks of the ClearML that the configuration names. */
export function taskCommand(): Command {
  return new Command("task").description("Make tasks of programs.").addCommand(taskRunCommand());
}
