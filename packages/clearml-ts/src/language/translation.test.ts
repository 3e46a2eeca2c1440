import { expect, test } from "vitest";
import { createProgram, withSubcommands } from "../program.ts";
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

test("the help of a command is Portuguese from the first word to the last", () => {
  const program = createProgram("0.0.0", "pt-BR");
  const server = program.commands.find((command) => command.name() === "server");

  expect(server?.helpInformation()).toContain("Uso: clearml-ts server [opções] [comando]");
  expect(server?.helpInformation()).toContain('(padrão: "127.0.0.1")');
  expect(server?.helpInformation()).toContain("-h, --help");
  expect(server?.helpInformation()).not.toMatch(/default:|Options:|Commands:|display help/);
  expect(program.helpInformation()).toContain('(escolhas: "en", "pt-BR", padrão: "en")');
});
