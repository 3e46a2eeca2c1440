import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { describeScript } from "./script-section.ts";
import { withoutCredentials } from "./working-copy.ts";

async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "clearml-test-")));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("a program in a repository is described by its commit and what differs from it", async () => {
  const root = await temporaryFolder();
  const git = (...words: string[]) => execFileSync("git", words, { cwd: root, encoding: "utf8" }).trim();
  git("init", "--quiet", "--initial-branch=trunk");
  git("remote", "add", "origin", "https://user:secret@example.com/team/repo.git");
  await mkdir(join(root, "src"));
  await writeFile(join(root, "src", "main.ts"), "one\n");
  git("add", ".");
  git("-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "-m", "First");
  await writeFile(join(root, "src", "main.ts"), "two\n");

  const script = await describeScript(join(root, "src", "main.ts"), root);
  expect(script).toMatchObject({
    binary: "/bin/bash",
    repository: "https://example.com/team/repo.git",
    branch: "trunk",
    version_num: git("rev-parse", "HEAD"),
    working_dir: ".",
    entry_point: "-c node src/main.ts",
  });
  expect(script.diff).toContain("-one\n+two\n");
});

test("a program outside any repository is described by its name", async () => {
  const folder = await temporaryFolder();
  expect(await describeScript(join(folder, "main.js"), folder)).toEqual({
    binary: "/bin/bash",
    repository: "",
    working_dir: ".",
    entry_point: "-c node main.js",
  });
});

test("credentials in a remote's address are dropped, the rest stays", () => {
  expect(withoutCredentials("https://token@example.com/a.git")).toBe("https://example.com/a.git");
  expect(withoutCredentials("git@example.com:a.git")).toBe("git@example.com:a.git");
});
