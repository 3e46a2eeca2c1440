import { CommanderError } from "commander";
import { expect } from "vitest";
import { createProgram, withSubcommands } from "../program.ts";

/**
 * Runs a command line that is wrong, and returns what is said about it. It is done in this process, because a process takes a second to
 * start; that such a command ends with the status of wrong usage, cli.test.ts shows.
 */
export async function refusal(args: readonly string[], language?: "pt-BR"): Promise<string> {
  const program = createProgram("0.0.0", language);
  let said = "";
  for (const command of withSubcommands(program)) {
    command.configureOutput({
      writeErr: (text) => {
        said += text;
      },
    });
  }
  await expect(program.parseAsync(args, { from: "user" })).rejects.toThrow(CommanderError);
  return said;
}
