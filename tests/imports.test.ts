import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const packages = join(dirname(dirname(fileURLToPath(import.meta.url))), "packages");

const HOOK = `import { writeSync } from "node:fs";
export function load(url, context, next) {
  writeSync(1, url + "\\n");
  return next(url, context);
}`;

function asModule(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** The packages of others that a program loads with one of ours, as it is built. */
async function loadedWith(name: string): Promise<string[]> {
  const register = `import { register } from "node:module"; register(${JSON.stringify(asModule(HOOK))});`;
  const program = ["--input-type=module", "--eval", `await import("@clearml-ts/${name}")`];
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", asModule(register), ...program], {
    cwd: join(packages, name),
  });
  const names = stdout.split("\n").map((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]);
  return [...new Set(names.filter((found) => found !== undefined))];
}

// Each file takes a program a millisecond to load, and a library has dozens: what few need is loaded when they need it.
test.each([
  ["archive", []],
  ["storage", []],
  ["client", []],
  ["tasks", ["mrmime"]],
  ["pipeline", ["mrmime", "p-limit", "p-map", "yocto-queue"]],
])("importing %s loads no libraries but %j", async (name, libraries) => {
  expect((await loadedWith(name)).sort()).toEqual(libraries);
});
