#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { agentCommand } from "./commands/agent.ts";
import { dataCommand } from "./commands/data/data.ts";
import { connectionDoctorCommand } from "./commands/doctor.ts";
import { initCommand } from "./commands/init.ts";
import { modelCommand } from "./commands/model/model.ts";
import { serverCommand } from "./commands/server/server.ts";
import { syncCommand } from "./commands/sync.ts";
import { taskCommand } from "./commands/task/task.ts";
import { explain } from "./explain.ts";

/** Beside `src` and beside `dist`. */
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

/** The `clearml-ts` command: parses, runs, and turns every failure into one line and an exit status. */
const program = new Command("clearml-ts")
  // Options of the program stand before its commands: `--version` of `data create` is one of its own.
  .enablePositionalOptions()
  .description("ClearML for TypeScript: the embedded server and tools.")
  .version(version, "-V, --version", "print the version")
  .addCommand(serverCommand())
  .addCommand(taskCommand())
  .addCommand(dataCommand())
  .addCommand(modelCommand())
  .addCommand(agentCommand())
  .addCommand(syncCommand())
  .addCommand(initCommand())
  .addCommand(connectionDoctorCommand());

// Subcommands made apart from the program do not inherit its settings.
for (const command of withSubcommands(program)) {
  command.exitOverride().configureOutput({ outputError: (text, write) => write(usageLine(text)) });
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has printed already, and 2 is the customary status for wrong usage.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    console.error(`clearml-ts: ${explain(error)}`);
    process.exitCode = 1;
  }
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** Puts Commander's message about wrong usage on one line. */
function usageLine(text: string): string {
  return `clearml-ts: ${text
    .replace(/^error: /, "")
    .trim()
    .replaceAll(/\s*\n\s*/g, " ")} (--help lists the options)\n`;
}
