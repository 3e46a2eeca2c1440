import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Server } from "@clearml-ts/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProgram, startEmptyServer } from "./run-program.ts";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);

/** Inside the tests' folder, so that the examples find the packages as a user's program would. */
const folder = mkdtempSync(join(here, ".readme-"));
/** One for all: the ClearML of a user who tries a program has what the programs before have left. */
let server: Server;
beforeAll(async () => {
  server = await startEmptyServer();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const guide = readdirSync(join(root, "docs/guide")).filter((name) => name !== "index.md");
const translated = ["coming-from-python.md", ...guide.map((name) => `guide/${name}`)];

const readmes = [
  join(root, "README.md"),
  ...translated.map((name) => join(root, "docs", name)),
  // The README of a private package is for those who read its sources.
  ...readdirSync(join(root, "packages"))
    .map((name) => join(root, "packages", name, "README.md"))
    .filter((path) => existsSync(path) && !isPrivate(dirname(path))),
];

function isPrivate(folder: string): boolean {
  return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { private?: boolean }).private ?? false;
}

/** The complete programs of a page: its fenced blocks marked `ts`. Fragments are marked `typescript`. */
function programs(markdown: string): string[] {
  return [...markdown.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
}

describe.each(readmes)("%s", (path) => {
  const blocks = programs(readFileSync(path, "utf8"));

  test("has an example", () => {
    expect(blocks.length).toBeGreaterThan(0);
  });

  test.each([...blocks.entries()])("example %i runs", { timeout: 120_000 }, async (index, code) => {
    const file = join(folder, `${relative(root, path).replaceAll("/", "-")}-${index}.mts`);
    writeFileSync(file, code);
    await runProgram(file, { cwd: folder, home: folder }, server);
  });
});

// So the programs of a translation run as well.
test.each(translated)("the translation of docs/%s has the same code", (name) => {
  const code = (folder: string) => readFileSync(join(root, folder, name), "utf8").match(/^```.*?^```$/gms);

  expect(code("docs/pt-BR")).toEqual(code("docs"));
});
