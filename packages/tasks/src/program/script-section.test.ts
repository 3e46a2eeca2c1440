import { execFileSync } from "node:child_process";
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folderWith } from "@clearml-ts/testing";
import { describe, expect, test } from "vitest";
import { describeScript } from "./script-section.ts";
import { LONGEST_TEXT } from "./stored-program.ts";
import { withoutCredentials } from "./working-copy.ts";

/** Makes a working copy with one commit of the given files. */
async function repository(files: Readonly<Record<string, string>>) {
  const root = await folderWith(files);
  const git = (...words: string[]) => execFileSync("git", words, { cwd: root, encoding: "utf8" }).trim();
  git("init", "--quiet", "--initial-branch=trunk");
  git("remote", "add", "origin", "https://user:secret@example.com/team/repo.git");
  git("add", ".");
  git("-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "-m", "First");
  return { root, commit: git("rev-parse", "HEAD") };
}

/** Describes the program that a file begins. */
const described = (folder: string, file: string, ...args: string[]) =>
  describeScript({ entry: join(folder, file), args, cwd: folder });

describe("a program in a repository is described by", () => {
  test("its commit and what differs from it", async () => {
    const { root, commit } = await repository({ "src/main.js": "one\n" });
    await writeFile(join(root, "src/main.js"), "two\n");
    const script = await described(root, "src/main.js");
    expect(script).toMatchObject({
      binary: "/bin/bash",
      repository: "https://example.com/team/repo.git",
      branch: "trunk",
      version_num: commit,
      working_dir: ".",
      entry_point: "-c node src/main.js",
    });
    expect(script.diff).toContain("-one\n+two\n");
  });

  test("the folder of its manifest, how packages are installed there, and its arguments", async () => {
    const { root } = await repository({
      "app/package.json": "{}",
      "app/package-lock.json": "{}",
      "app/src/main.ts": "",
    });
    expect(await described(root, "app/src/main.ts", "--rate", "0.1")).toMatchObject({
      working_dir: "app",
      entry_point: expect.stringMatching(/^-c npm ci .* && npx -y tsx src\/main\.ts --rate 0\.1$/),
    });
  });

  test("its place alone, when it is one of an installed package", async () => {
    const { root } = await repository({ "package.json": "{}", "node_modules/tool/main.js": "" });
    expect(await described(root, "node_modules/tool/main.js")).toMatchObject({
      working_dir: ".",
      entry_point: "-c node node_modules/tool/main.js",
    });
  });
});

describe("a program outside of any repository is described by", () => {
  test("its text", async () => {
    const folder = await folderWith({ "main.js": "console.log(1);\n" });
    expect(await described(folder, "main.js", "two words")).toEqual({
      binary: "/bin/bash",
      repository: "",
      working_dir: ".:main.js",
      entry_point: "-c node main.js 'two words'",
      diff: "console.log(1);\n",
    });
  });

  test("the installed packages that it imports, in their versions, and tsx for TypeScript", async () => {
    const folder = await folderWith({
      "main.ts": `
        import { a } from "@scope/a/deep";
        import "b";
        import { readFile } from "node:fs";
        import type { C } from "./c.ts";
        const { missing } = await import("not-installed");
        const linked = require("linked");
      `,
      "node_modules/@scope/a/package.json": '{ "version": "1.2.3" }',
      "node_modules/b/package.json": '{ "name": "real", "version": "2.0.0" }',
      "node_modules/tsx/package.json": '{ "version": "4.0.0" }',
      "workspace/linked/package.json": '{ "version": "3.0.0" }',
    });
    await symlink(join(folder, "workspace/linked"), join(folder, "node_modules/linked"));
    expect((await described(folder, "main.ts")).entry_point).toBe(
      "-c echo {} > package.json && npm install --no-save --no-audit --no-fund --loglevel=error @scope/a@1.2.3 b@npm:real@2.0.0 tsx@4.0.0 && npx -y tsx main.ts",
    );
  });

  test("a name that says it is a module of ES, where a manifest says so here", async () => {
    const folder = await folderWith({ "package.json": '{ "type": "module" }', "src/main.js": "", "src/main.ts": "" });
    expect((await described(folder, "src/main.js")).working_dir).toBe(".:main.mjs");
    expect((await described(folder, "src/main.ts")).working_dir).toBe(".:main.mts");
  });

  test("a program that says why it is not there, when it is too long", async () => {
    const folder = await folderWith({ "main.mjs": `// ${"x".repeat(LONGEST_TEXT)}` });
    const { diff } = await described(folder, "main.mjs");
    expect(diff).toBe(
      'throw new Error("main.mjs has 500003 characters, too many to be stored with its task. Send it to a queue by executeRemotely(), which stores it as an artifact.");\n',
    );
  });

  test("its name, when it is not JavaScript or TypeScript", async () => {
    const folder = await folderWith({ tool: "#!/usr/bin/env node\n" });
    expect(await described(folder, "tool")).toEqual({
      binary: "/bin/bash",
      repository: "",
      working_dir: ".",
      entry_point: "-c node tool",
    });
  });
});

test("arguments are left out when an agent would tear one of them apart", async () => {
  const folder = await folderWith({ "main.js": "" });
  expect((await described(folder, "main.js", "--text", "two\nlines")).entry_point).toBe("-c node main.js");
});

test("a repository without a commit is as none", async () => {
  const folder = await folderWith({ "main.js": "console.log(1);\n" });
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
  expect(await described(folder, "main.js")).toMatchObject({ repository: "", diff: "console.log(1);\n" });
});

test("credentials in a remote's address are dropped, the rest stays", () => {
  expect(withoutCredentials("https://token@example.com/a.git")).toBe("https://example.com/a.git");
  expect(withoutCredentials("git@example.com:a.git")).toBe("git@example.com:a.git");
});
