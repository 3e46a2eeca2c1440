#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { serverCommand } from "./commands/server.ts";
import { explain } from "./explain.ts";

/** The `clearml-ts` command: parses, runs, and turns every failure into one line and an exit status. */
const program = new Command("clearml-ts")
  .description("ClearML for TypeScript: the embedded server and tools.")
  .addCommand(serverCommand())
  .configureHelp({ showGlobalOptions: true });

// Subcommands made apart from the program do not inherit its settings.
for (const command of [program, ...program.commands])
  command.exitOverride().showHelpAfterError("(add --help for the options)");

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has printed its line already; 2 is the customary status for wrong usage.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    console.error(`clearml-ts: ${explain(error)}`);
    process.exitCode = 1;
  }
}
