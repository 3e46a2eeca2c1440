import { expect, test } from "vitest";
import { scanImports } from "./scan-imports.ts";

test.each([
  ["a statement", `import { a } from "./a.ts";`, ["./a.ts"], []],
  ["a statement of several lines", `import {\n  a, // the first\n  type B,\n} from "zod";`, [], ["zod"]],
  ["a default beside names", `import a, { b as c } from "@scope/name/part";`, [], ["@scope/name"]],
  ["a namespace", `import * as a from 'a';`, [], ["a"]],
  ["an import for its effect", `import "./effect.js"; import "side";`, ["./effect.js"], ["side"]],
  ["minified code", `import{a as b}from"./chunk.js";import c from"d";export*from"e";`, ["./chunk.js"], ["d", "e"]],
  ["a re-export", `export { a } from "../a.ts";\nexport type { B } from "b";`, ["../a.ts"], ["b"]],
  ["a dynamic import", `await import(/* @vite-ignore */ "./late.ts"); import("late")`, ["./late.ts"], ["late"]],
  ["CommonJS", `const a = require("a/b"), b = require("./b");`, ["./b"], ["a"]],
  ["the folder itself", `import a from "."; import b from "..";`, [".", ".."], []],
  ["a worker", `new Worker(new URL("./worker.ts?x", import.meta.url))`, ["./worker.ts"], []],
  ["an alias", `import { a } from "#features/a"; import b from "@/b";`, [], ["#features/a", "@/b"]],
  ["Node's own modules", `import { join } from "node:path";`, [], []],
  ["what is not an import", `export const a = "b"; importance("c"); const from = "d";`, [], []],
])("%s is found", (_what, text, paths, packages) => {
  expect(scanImports(text)).toEqual({ paths, packages });
});

test("a long text without quotes does not hang it", () => {
  const text = `import ${"word ".repeat(200_000)}; export {${"a, ".repeat(200_000)}`;
  expect(scanImports(text)).toEqual({ paths: [], packages: [] });
});
