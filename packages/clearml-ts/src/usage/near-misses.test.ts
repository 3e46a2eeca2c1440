import { expect, test } from "vitest";
import { commandMeant, optionMeant } from "./near-misses.ts";

const server = {
  words: "clearml-ts server",
  options: ["--host", "--api-port", "--web-port", "--files-port"],
  args: [],
};
const backup = { words: "clearml-ts server backup", options: ["--no-files", "--force"], args: ["file"] };

test("a part of options names them all", () => {
  expect(optionMeant("--port", server, [])).toBe("Did you mean one of --api-port, --web-port, --files-port?");
  expect(optionMeant("--api", server, [])).toBe("Did you mean --api-port?");
});

test("an option of another command names that command", () => {
  expect(optionMeant("--force", server, [server, backup])).toBe('It is an option of "clearml-ts server backup".');
});

test("an option of very many commands names none", () => {
  expect(
    optionMeant(
      "--force",
      server,
      Array.from({ length: 4 }, () => backup),
    ),
  ).toBeUndefined();
});

test("an option that is an argument says where it stands", () => {
  expect(optionMeant("--file", backup, [])).toBe("It is an argument: clearml-ts server backup <file>.");
});

test("letters inside of a word are not a part of it", () => {
  expect(optionMeant("--ort", server, [backup])).toBeUndefined();
});

test("a command of another group is named with its group", () => {
  expect(commandMeant("backup", [server, backup])).toBe('There is "clearml-ts server backup".');
  expect(commandMeant("back", [server, backup])).toBeUndefined();
});
