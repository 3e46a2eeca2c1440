import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createProgram, withSubcommands } from "../program.ts";
import { commandPage } from "./command-page.ts";

const program = createProgram("0.0.0");

test("docs/command-line.md says what the commands are; `pnpm command-page` writes it", () => {
  const page = readFileSync(new URL("../../../../docs/command-line.md", import.meta.url), "utf8");

  expect(page).toBe(commandPage(program));
});

test("each command that does something takes --json, but those that shells call", () => {
  const without = withSubcommands(program)
    .filter((command) => command.commands.length === 0 && !["completion", "complete"].includes(command.name()))
    .filter((command) => !command.options.some(({ long }) => long === "--json"));

  expect(without.map((command) => command.name())).toEqual([]);
});

test("options are words in kebab case, described by a phrase that begins small and ends without a stop", () => {
  const options = withSubcommands(program).flatMap(({ options }) => options);

  expect(options.filter(({ long }) => !/^--[a-z]+(-[a-z]+)*$/.test(long ?? "")).map(({ flags }) => flags)).toEqual([]);
  expect(options.filter(({ description }) => !/^[^A-Z].*[^.]$/.test(description)).map(({ flags }) => flags)).toEqual(
    [],
  );
});
