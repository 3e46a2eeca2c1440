import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folderWith } from "@clearml-ts/testing";
import { describe, expect, test } from "vitest";
import { ProgramError, SecretFileError, UnpushedCommitError } from "../errors.ts";
import { gitRepository } from "./git-repository.fixture.ts";
import { repositoryProgram } from "./repository-program.ts";

describe("of a working copy", () => {
  const files = {
    "README.md": "",
    "app/package.json": "{}",
    "app/package-lock.json": "{}",
    "app/src/main.js": "one\n",
    ".env": "",
  };

  test("a program is described by its commit, what differs from it, and how to install its packages", async () => {
    const { folder, url, git } = await gitRepository(files);
    await writeFile(join(folder, "app/src/main.js"), "two\n");
    const script = await repositoryProgram({ entry: join(folder, "app/src/main.js"), args: ["--name", "a b"] });
    expect(script).toEqual({
      binary: "/bin/bash",
      repository: url,
      branch: "trunk",
      version_num: git("rev-parse", "HEAD"),
      working_dir: "app",
      entry_point: "-c npm ci --no-audit --no-fund --loglevel=error && node src/main.js --name 'a b'",
      diff: expect.stringContaining("-one\n+two\n"),
    });
  });

  test("a commit that was not pushed is refused", async () => {
    const { folder, url, git } = await gitRepository(files);
    git("commit", "--quiet", "--allow-empty", "--message", "Second");
    const described = repositoryProgram({ entry: join(folder, "app/src/main.js") });
    await expect(described).rejects.toThrow(UnpushedCommitError);
    await expect(described).rejects.toMatchObject({ repository: url, commit: git("rev-parse", "HEAD") });
  });

  test("a file that git does not know is refused", async () => {
    const { folder } = await gitRepository(files);
    await writeFile(join(folder, "new.js"), "");
    const described = repositoryProgram({ entry: join(folder, "new.js") });
    await expect(described).rejects.toThrow(ProgramError);
    await expect(described).rejects.toThrow("git does not know");
  });

  test("a changed file that looks as if it kept secrets is refused", async () => {
    const { folder } = await gitRepository(files);
    await writeFile(join(folder, ".env"), "PASSWORD=x\n");
    const described = repositoryProgram({ entry: join(folder, "app/src/main.js") });
    await expect(described).rejects.toThrow(SecretFileError);
  });

  test("more changes than a record can hold are refused", async () => {
    const { folder } = await gitRepository(files);
    await writeFile(join(folder, "README.md"), "x".repeat(600_000));
    await expect(repositoryProgram({ entry: join(folder, "app/src/main.js") })).rejects.toThrow("too many to send");
  });

  test("a program in no repository is refused", async () => {
    const folder = await folderWith({ "main.js": "" });
    await expect(repositoryProgram({ entry: join(folder, "main.js") })).rejects.toThrow("not in a git repository");
  });
});

test("a program of a repository that is not here is taken as it is there", async () => {
  const url = "https://me:secret@example.com/team/app.git";
  expect(
    await repositoryProgram({ url, branch: "main", entry: "app/main.ts", workingDir: "app", install: "npm install" }),
  ).toEqual({
    binary: "/bin/bash",
    repository: "https://example.com/team/app.git",
    branch: "main",
    working_dir: "app",
    entry_point: "-c npm install && npx -y tsx main.ts",
    diff: "",
  });
});
