import type { Command } from "commander";
import { commandMeant, type KnownCommand, optionMeant } from "./near-misses.ts";

/** Puts Commander's message about wrong usage on one line, with the options that were probably meant. */
export function usageLine(text: string, command: Command, program: Command): string {
  const message = text
    .replace(/^error: /, "")
    .trim()
    .replaceAll(/\s*\n\s*/g, " ");
  return `clearml-ts: ${withHint(message, command, program)} (--help lists the options)\n`;
}

function withHint(message: string, command: Command, program: Command): string {
  const [, said = "", option] = /^(unknown option '(--[\w-]+)[^']*')/.exec(message) ?? [];
  if (option !== undefined) {
    const hint = optionMeant(option, known(command), visible(program).map(known));
    return hint === undefined ? message : `${said} (${hint})`;
  }
  const [, word] = /^unknown command '([\w-]+)'$/.exec(message) ?? [];
  const hint = word === undefined ? argumentMeant(message, command) : commandMeant(word, visible(program).map(known));
  return hint === undefined ? message : `${message} (${hint})`;
}

/** What somebody meant by an argument of a command that takes none, and that names its object by `--id`. */
function argumentMeant(message: string, command: Command): string | undefined {
  const isOfId = command.registeredArguments.length === 0 && known(command).options.includes("--id");
  return isOfId && message.startsWith("too many arguments") ? "Did you mean --id?" : undefined;
}

/** The words by which a command is called. */
export function wordsOf(command: Command): string {
  return command.parent ? `${wordsOf(command.parent)} ${command.name()}` : command.name();
}

function known(command: Command): KnownCommand {
  return {
    words: wordsOf(command),
    options: command.options.filter(({ hidden }) => !hidden).map(({ long }) => long ?? ""),
    args: command.registeredArguments.map((argument) => argument.name()),
  };
}

function visible(command: Command): Command[] {
  return [command, ...command.createHelp().visibleCommands(command).flatMap(visible)];
}
