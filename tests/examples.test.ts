import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { runProgram, startEmptyServer } from "./run-program.ts";

const folder = join(dirname(dirname(fileURLToPath(import.meta.url))), "examples");
const onePage = readdirSync(folder).filter((name) => existsSync(join(folder, name, "main.ts")));

test("the one-page examples are the ones that the list names", () => {
  const list = readFileSync(join(folder, "README.md"), "utf8");
  expect(onePage.map((name) => `(${name}/main.ts)`).filter((link) => !list.includes(link))).toEqual([]);
  expect(onePage.length).toBeGreaterThan(0);
});

describe.each(onePage)("%s", (name) => {
  const file = join(folder, name, "main.ts");

  test("holds what it asserts", async () => {
    const home = await mkdtemp(join(tmpdir(), "clearml-ts-example-"));
    onTestFinished(() => rm(home, { recursive: true, force: true }));
    await using server = await startEmptyServer();
    expect(await runProgram(file, { cwd: dirname(file), home }, server)).not.toBe("");
  });

  test("has a page of 40 lines at most, and needs one package", () => {
    const text = readFileSync(file, "utf8");
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(40);
    const imported = [...text.matchAll(/from "([^"]+)"/g)].map(([, from = ""]) => from);
    expect(imported.filter((from) => !from.startsWith("node:"))).toEqual(["clearml-ts"]);
  });
});
