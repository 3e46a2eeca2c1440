import { describe, expect, test } from "vitest";
import { createProgram, withSubcommands } from "../program.ts";
import { wordsOf } from "../usage/usage-line.ts";
import type { Language } from "./language.ts";
import { portuguese } from "./portuguese.ts";

/** All texts that the help shows. */
function helpTexts(): string[] {
  const commands = withSubcommands(createProgram("0.0.0")).filter((command) => command.name() !== "complete");
  const described = commands.flatMap((command) => [...command.options, ...command.registeredArguments]);
  return [...commands.map((command) => command.description()), ...described.map(({ description }) => description)];
}

test("every text of the help has its Portuguese, and nothing else has", () => {
  const texts = [...new Set([...helpTexts(), "display help for command"])];

  expect(Object.keys(portuguese.texts).sort()).toEqual(texts.sort());
});

/** Parts of a text that are the same in every language: options, variables, addresses and names of files. */
function fixedParts(text: string): string[] {
  return [...text.matchAll(/--[a-z][\w-]*|\$?[A-Z]+_[A-Z_…]+|~\/[\w./-]+|[\w*]+\.(?:conf|jpg|csv|old)\b|\d[\d.]*\b/g)]
    .map(([part]) => part)
    .sort();
}

test.each(Object.entries(portuguese.texts))(
  "%j names the same options and variables in Portuguese",
  (english, other) => {
    expect(fixedParts(other)).toEqual(fixedParts(english));
  },
);

test("the help of a command is Portuguese from the first word to the last", () => {
  const program = createProgram("0.0.0", "pt-BR");
  const server = program.commands.find((command) => command.name() === "server");

  expect(server?.helpInformation()).toContain("Uso: clearml-ts server [opções] [comando]");
  expect(server?.helpInformation()).toContain('(padrão: "127.0.0.1")');
  expect(server?.helpInformation()).toContain("-h, --help");
  expect(server?.helpInformation()).not.toMatch(/default:|Options:|Commands:|display help/);
  expect(program.helpInformation()).toContain('(escolhas: "en", "pt-BR", padrão: "en")');
});

const everyCommand = withSubcommands(createProgram("0.0.0"))
  .filter((command) => command.name() !== "complete")
  .map((command) => wordsOf(command));

describe.each(everyCommand)("the help of %s", (words) => {
  const helpIn = (language: Language) => {
    const command = withSubcommands(createProgram("0.0.0", language)).find((each) => wordsOf(each) === words);
    return command?.configureOutput({ getOutHelpWidth: () => 80 }).helpInformation() ?? "";
  };

  test.each(["en", "pt-BR"] as const)("fits a terminal of 80 columns in %s", (language) => {
    expect(
      helpIn(language)
        .split("\n")
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });

  test("has no English around its texts in Portuguese", () => {
    expect(helpIn("pt-BR")).not.toMatch(
      /default:|choices:|env:|Usage|Arguments|Options|Commands|\[options\]|\[command\]|display help/,
    );
  });
});
