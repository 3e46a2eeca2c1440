import { expect, test } from "vitest";
import { programArguments, programForm } from "./program-form.ts";

const text = "the program\n";

test.each([
  ["bash", "shell"],
  ["/bin/bash", "shell"],
  ["/usr/bin/zsh", "shell"],
  ["sh", "shell"],
  ["/usr/bin/env bash", "python"],
  ["bash -e", "python"],
  ["node", "python"],
  ["", "python"],
  ["/opt/python3.12", "python"],
])('the binary "%s" means %s', (binary, interpreter) => {
  expect(programForm({ binary }).interpreter).toBe(interpreter);
});

test.each([
  [{ binary: "bash", entry_point: "run.sh" }, "run.sh", "run.sh"],
  [{ binary: "bash", entry_point: "run.sh a 'b c'" }, "run.sh", "run.sh a 'b c'"],
  [{ binary: "bash", entry_point: "" }, "untitled.sh", "untitled.sh"],
  [{ binary: "bash", entry_point: "-c node x.js" }, "untitled.sh", "-c node x.js"],
  [{ binary: "bash", entry_point: "-c node main.ts", working_dir: ".:main.ts" }, "main.ts", "-c node main.ts"],
  [{ binary: "bash", entry_point: "main.js" }, "main.js", "main.js"],
  [{ entry_point: "folder/train.py --lr 1" }, "train.py", "folder/train.py --lr 1"],
  [{ entry_point: "-m package" }, "untitled.py", "-m package"],
  [{ entry_point: "" }, "untitled.py", "untitled.py"],
])("the program of %j is the file %s", (script, name, entryPoint) => {
  expect(programForm({ ...script, diff: text })).toMatchObject({ folder: ".", entryPoint, file: { name, text } });
});

test("with a repository, a diff is applied and a program is written into the folder", () => {
  const repository = "https://example.com/r.git";
  const diff = "diff --git a/x b/x\n";
  expect(programForm({ repository, working_dir: "src", entry_point: "x.py", diff })).toEqual({
    interpreter: "python",
    entryPoint: "x.py",
    folder: "src",
    patch: diff,
  });
  const submodule = "Submodule lib 1..2:\ndiff --git a/lib/x b/lib/x\n";
  expect(programForm({ repository, entry_point: "x.py", diff: submodule })).toMatchObject({ patch: submodule });
  expect(programForm({ repository, working_dir: "src", entry_point: "x.py", diff: text })).toMatchObject({
    folder: "src",
    file: { name: "x.py", text },
  });
});

test.each([
  ["shell", "-c  node main.js   --a\n1 && echo ok", ["-c", "node main.js --a 1 && echo ok"]],
  ["shell", "run.sh a 'b c'", ["run.sh", "a", "b c"]],
  ["shell", "whole name.sh", ["whole name.sh"]],
  ["shell", "it's", ["it's"]],
  ["python", "train.py --lr 1", ["-u", "train.py", "--lr", "1"]],
  ["python", "-m package.module --lr 1", ["-u", "-m", "package.module", "--lr", "1"]],
] as const)("%s %j has the arguments %j", (interpreter, entryPoint, expected) => {
  const isFile = (name: string) => name === "whole name.sh";
  expect(programArguments({ interpreter, entryPoint, folder: "." }, isFile)).toEqual(expected);
});
