import type { Command } from "commander";

/** Asks a command for its help by `--help` where somebody asks by `help data get`: Commander's own `help` reads one word. */
export function helpLast(args: readonly string[]): string[] {
  const at = args[0] === "--lang" ? 2 : 0;
  const words = args.slice(at + 1);
  return args[at] === "help" && words.length > 0 ? [...args.slice(0, at), ...words, "--help"] : [...args];
}

/**
 * Refuses a word that is not a command where help is asked for it: the help of the group around it would not say that it is unknown.
 *
 * @throws {@link CommanderError} as for the same word without `--help`.
 */
export function refuseUnknownWord(command: Command): "" {
  const word = command.args.filter((each) => each !== "help")[0];
  const isCommand = command.commands.some((each) => each.name() === word);
  if (command.commands.length > 0 && word !== undefined && !word.startsWith("-") && !isCommand) {
    command.parse([word], { from: "user" });
  }
  return "";
}
