import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folderWith } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { moduleGraph } from "./module-graph.ts";

const manifest = JSON.stringify({ name: "survey", type: "module" });

async function graphOf(files: Record<string, string>, entry: string) {
  const folder = await folderWith({ "package.json": manifest, ...files });
  const { modules, packages } = await moduleGraph([join(folder, entry)]);
  return { modules: [...modules.keys()], packages: [...packages.keys()], states: packages };
}

test("a bundle that was built counts with its chunks", async () => {
  const files = {
    "dist/main.js": `import{a}from"./chunk-1.js";await import("./chunk-2.js");`,
    "dist/chunk-1.js": "export const a=1;",
    "dist/chunk-2.js": `import"node:fs";`,
    "src/main.ts": "export {};",
  };
  const { modules, packages } = await graphOf(files, "dist/main.js");
  expect(modules).toEqual(["dist/chunk-1.js", "dist/chunk-2.js", "dist/main.js"]);
  expect(packages).toEqual([]);
});

test("workers, folders, names without endings and files that are read by their URL count", async () => {
  const files = {
    "main.ts": `
      import { a } from "./lib";
      import { b } from "./b";
      new Worker(new URL("./worker.js", import.meta.url));
      readFileSync(new URL("./weights.json", import.meta.url));
    `,
    "lib/index.ts": "export const a = 1;",
    "b.tsx": "export const b = 1;",
    "worker.ts": `import "./task.mjs";`,
    "task.mts": "export {};",
    "weights.json": "{}",
    "unused.ts": "export {};",
  };
  const { modules } = await graphOf(files, "main.ts");
  expect(modules).toEqual(["b.tsx", "lib/index.ts", "main.ts", "task.mts", "weights.json", "worker.ts"]);
});

test("a name that only a loader understands counts as all code of the package", async () => {
  const files = { "src/main.ts": `import { a } from "#lib/a";`, "src/lib/a.ts": "export const a = 1;" };
  const before = await graphOf(files, "src/main.ts");
  expect(before.packages).toEqual(["survey"]);
  const after = await graphOf({ ...files, "src/lib/a.ts": "export const a = 2;" }, "src/main.ts");
  expect(after.states.get("survey")).not.toBe(before.states.get("survey"));
});

test("files that import each other are read once", async () => {
  const { modules } = await graphOf({ "a.ts": `import "./b.ts";`, "b.ts": `import "./a.ts";` }, "a.ts");
  expect(modules).toEqual(["a.ts", "b.ts"]);
});

test("a file that a process has loaded keeps its hash, although it is edited", async () => {
  const folder = await folderWith({ "package.json": manifest, "a.ts": "export const a = 1;" });
  const file = join(folder, "a.ts");
  const before = await moduleGraph([file]);
  await writeFile(file, "export const a = 2;");
  expect(await moduleGraph([file])).toBe(before);
  expect(await readFile(file, "utf8")).toContain("2");
});

test("a file that is not there is told, and not taken for code without imports", async () => {
  await expect(moduleGraph(["/nowhere/main.ts"])).rejects.toThrow("/nowhere/main.ts");
});
