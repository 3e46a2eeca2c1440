import { expect, test } from "vitest";
import { isInstalled, moduleName } from "./module-path.ts";

test.each([
  ["linux", "/survey", "/survey/src/main.ts", "src/main.ts"],
  ["linux", "/survey", "/shared/a\\b.ts", "../shared/a\\b.ts"],
  ["win32", "C:\\survey", "C:\\survey\\src\\main.ts", "src/main.ts"],
  ["win32", "C:\\survey", "c:\\Survey\\main.ts", "main.ts"],
  ["win32", "C:\\survey", "C:\\shared\\lib.ts", "../shared/lib.ts"],
  ["win32", "C:\\survey", "D:\\shared\\lib.ts", "D:/shared/lib.ts"],
] as const)("on %s, from %s, the module %s is called %s", (platform, folder, path, name) => {
  expect(moduleName(folder, path, platform)).toBe(name);
});

test("packages are installed in folders of one name, on Windows too", () => {
  expect(isInstalled("/survey/node_modules/@a/b/main.js", "linux")).toBe(true);
  expect(isInstalled("C:\\survey\\node_modules\\@a\\b\\main.js", "win32")).toBe(true);
  expect(isInstalled("C:\\node_modules.old\\main.js", "win32")).toBe(false);
});
