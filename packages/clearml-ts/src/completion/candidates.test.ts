import { expect, test, vi } from "vitest";
import { createProgram } from "../program.ts";
import { candidates } from "./candidates.ts";

const complete = (...words: string[]) => candidates(createProgram("0.0.0"), words).map(({ word }) => word);

test("commands come first, and what is hidden does not come", () => {
  expect(complete("")).toEqual(expect.arrayContaining(["server", "data", "completion"]));
  expect(complete("")).not.toContain("complete");
  expect(complete("da")).toEqual(["data"]);
  expect(complete("server", "b")).toEqual(["backup"]);
});

test("options are those of the command, once each", () => {
  expect(complete("server", "--web")).toEqual(["--web-port", "--webapp"]);
  expect(complete("server", "--web-port", "1", "--web-")).toEqual([]);
  expect(complete("server", "--web-port=1", "--web")).toEqual(["--webapp"]);
  expect(complete("server", "users", "add", "--d")).toEqual(["--data-dir"]);
});

test("a value that is anybody's own has no candidates", () => {
  expect(complete("server", "--data-dir", "")).toEqual([]);
  expect(complete("data", "add", "--files", "a", "")).toEqual([]);
  expect(complete("task", "run", "train.ts", "--", "--")).toEqual([]);
});

test("a variadic value ends with the next option", () => {
  expect(complete("data", "add", "--files", "a", "b", "--verb")).toEqual(["--verbose"]);
});

test("a choice of values is listed", () => {
  expect(complete("completion", "")).toEqual(["bash", "zsh", "fish", "powershell"]);
  expect(complete("completion", "bash", "")).toEqual([]);
});

test.each([
  [
    ["--", "server", "--web"],
    ["--web-port", "--webapp"],
  ],
  [
    ["server", "--web"],
    ["--web-port", "--webapp"],
  ],
  [["--vers"], ["--version"]],
  [
    ["--new-word", "--", "server"],
    ["backup", "restore", "vacuum", "doctor", "users"],
  ],
])("a shell that asks for %j is answered", async (words, found) => {
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  await createProgram("0.0.0").parseAsync(["complete", ...words], { from: "user" });
  const lines = write.mock.calls.flat().join("").trim().split("\n");
  write.mockRestore();
  expect(lines.map((line) => line.split("\t")[0])).toEqual(found);
});
