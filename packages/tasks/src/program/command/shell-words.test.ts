import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { InvalidValueError } from "../../errors.ts";
import { shellWords } from "./shell-words.ts";

/** Does with a command as the agent does. */
function throughAgent(command: string): string {
  return command.trim().split(/\s+/).join(" ");
}

test.each([
  [["--rate", "0.1", "a/b.csv"]],
  [["two words", "three  blanks   here", " around "]],
  [["it's", '"quoted"', "$HOME `id` \\ !", "a;b|c&d", "*", "~", "#no", ""]],
  [["São Paulo", "数据"]],
])("the words %j arrive as they are", (args) => {
  const command = `node -p ${shellWords(["JSON.stringify(process.argv.slice(1))"])} -- ${shellWords(args)}`;
  const seen = execFileSync("/bin/sh", ["-c", throughAgent(command)], { encoding: "utf8" });
  expect(JSON.parse(seen)).toEqual(args);
});

test.each(["a\nb", "a\tb", "a\u00a0b", "a\0b"])(
  "the word %j is refused, because the agent would tear it apart",
  (word) => {
    expect(() => shellWords(["fine", word])).toThrow(InvalidValueError);
    expect(() => shellWords(["fine", word])).toThrow(expect.objectContaining({ path: "$[1]" }));
  },
);
