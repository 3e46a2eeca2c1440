import { mkdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { folderWith } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { BuildStamp } from "./build-stamp.mjs";

const source = "packages/tasks/src/index.ts";
const built = "packages/tasks/dist/index.js";

async function builtWorkspace(): Promise<string> {
  const root = await folderWith({
    [source]: "as it was",
    [built]: "built",
    "examples/train/src/main.ts": "",
    "turbo.json": "{}",
  });
  new BuildStamp(root).keep();
  return root;
}

test("a workspace that nobody has changed has nothing to build", async () => {
  const root = await builtWorkspace();
  for (const folder of ["node_modules", ".turbo"]) {
    mkdirSync(join(root, "packages/tasks", folder));
    writeFileSync(join(root, "packages/tasks", folder, "file"), "new");
  }
  expect(new BuildStamp(root).isCurrent()).toBe(true);
});

test.each<[string, (root: string) => void]>([
  ["a source that was edited", (root) => writeFileSync(join(root, source), "edited")],
  ["a source with the size that it had", (root) => utimesSync(join(root, source), 1, 1)],
  ["a new source", (root) => writeFileSync(join(root, "packages/tasks/src/new.ts"), "")],
  ["a source that was deleted", (root) => rmSync(join(root, source))],
  ["settings of the build", (root) => writeFileSync(join(root, "turbo.json"), "edited")],
  ["a build that was deleted", (root) => rmSync(join(root, dirname(built)), { recursive: true })],
  ["a build that ended half-way", (root) => new BuildStamp(root).forget()],
])("%s is built", async (_, change) => {
  const root = await builtWorkspace();
  change(root);
  expect(new BuildStamp(root).isCurrent()).toBe(false);
});

test("what is changed during a build is built the next time", async () => {
  const root = await builtWorkspace();
  const stamp = new BuildStamp(root);
  writeFileSync(join(root, source), "edited meanwhile");
  stamp.keep();
  expect(new BuildStamp(root).isCurrent()).toBe(false);
});
