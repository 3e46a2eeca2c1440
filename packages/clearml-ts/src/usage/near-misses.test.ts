import { expect, test } from "vitest";
import { nearMisses } from "./near-misses.ts";

const server = { words: "clearml-ts server", options: ["--host", "--api-port", "--web-port", "--files-port"] };
const backup = { words: "clearml-ts server backup", options: ["--no-files", "--force"] };

test("a part of options names them all", () => {
  expect(nearMisses("--port", server, [])).toBe("Did you mean one of --api-port, --web-port, --files-port?");
  expect(nearMisses("--api", server, [])).toBe("Did you mean --api-port?");
});

test("an option of another command names that command", () => {
  expect(nearMisses("--force", server, [server, backup])).toBe('It is an option of "clearml-ts server backup".');
});

test("letters inside of a word are not a part of it", () => {
  expect(nearMisses("--ort", server, [backup])).toBeUndefined();
});
