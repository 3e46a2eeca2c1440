import type { Command } from "commander";
import { type KnownCommand, nearMisses } from "./near-misses.ts";

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
  const hint = option && nearMisses(option, known(command), visible(program).map(known));
  return hint ? `${said} (${hint})` : message;
}

/** The words by which a command is called. */
export function wordsOf(command: Command): string {
  return command.parent ? `${wordsOf(command.parent)} ${command.name()}` : command.name();
}

function known(command: Command): KnownCommand {
  const options = command.options.filter(({ hidden }) => !hidden).map(({ long }) => long ?? "");
  return { words: wordsOf(command), options };
}

function visible(command: Command): Command[] {
  return [command, ...command.createHelp().visibleCommands(command).flatMap(visible)];
}
