import { join } from "node:path";
import { folderWith } from "@clearml-ts/testing";
import { describe, expect, test } from "vitest";
import { liveConnection } from "../../live-connection.fixture.ts";
import { Task } from "../../task/task.ts";
import { ProgramError, SecretFileError } from "../errors.ts";
import { gitRepository } from "../repository/git-repository.fixture.ts";

const draft = { project: "remote", name: "draft" };

describe("a draft of", () => {
  test.each([
    ["main.mjs", { binary: "/bin/bash", working_dir: ".:main.mjs", entry_point: "-c node main.mjs --rate 1" }],
    ["run me.sh", { binary: "/bin/bash", working_dir: ".", entry_point: "run-me.sh --rate 1" }],
    ["train.py", { binary: "python3", working_dir: ".", entry_point: "train.py --rate 1" }],
  ])("the file %s holds its text as it is", async (name, script) => {
    const { connection } = await liveConnection();
    const folder = await folderWith({ [name]: "the text\n" });
    const form = { path: join(folder, name), args: ["--rate", "1"] };
    const task = await Task.create({ ...draft, script: form }, { connection });
    expect(task.record.script).toMatchObject({ ...script, repository: "", diff: "the text\n" });
  });

  test("a text that looks like a patch is still a program", async () => {
    const { connection } = await liveConnection();
    const folder = await folderWith({ "main.js": "diff = 1;\n" });
    const task = await Task.create({ ...draft, script: join(folder, "main.js") }, { connection });
    expect(task.record.script?.diff).toBe("/* */ diff = 1;\n");
  });

  test("a repository", async () => {
    const { connection } = await liveConnection();
    const { folder, url } = await gitRepository({ "main.js": "" });
    const task = await Task.create({ ...draft, repository: { entry: join(folder, "main.js") } }, { connection });
    expect(task.record.script).toMatchObject({ repository: url, entry_point: "-c node main.js" });
  });

  test("a bundle", async () => {
    const { connection } = await liveConnection();
    const folder = await folderWith({ "main.ts": "console.log('ran' satisfies string);" });
    const task = await Task.create({ ...draft, bundle: join(folder, "main.ts") }, { connection });
    expect(task.record.script?.diff).toContain('console.log("ran")');
    const other = await Task.create({ ...draft, bundle: { source: "let a: 1;", resolveDir: folder } }, { connection });
    expect(other.record.script?.entry_point).toBe("-c node main.mjs");
  });
});

test.each([
  ["in two forms", { script: "a.js", bundle: "b.ts" }, ProgramError, "script and bundle"],
  ["as a file that is not there", { script: "absent.mjs" }, ProgramError, "cannot be read"],
  ["as a file that agents cannot start", { script: "main.ts" }, ProgramError, "Bundle it instead"],
  ["as a file of secrets", { script: ".env" }, SecretFileError, "kept secrets"],
])("a program given %s leaves nothing on the server", async (_, form, error, message) => {
  const { connection, requests } = await liveConnection();
  const before = requests.length;
  const folder = await folderWith({ "main.ts": "" });
  const made = "script" in form && form.script === "main.ts" ? { script: join(folder, "main.ts") } : form;
  await expect(Task.create({ ...draft, ...made }, { connection })).rejects.toThrow(error);
  await expect(Task.create({ ...draft, ...made }, { connection })).rejects.toThrow(message);
  expect(requests.slice(before)).toEqual([]);
});

test("container, packages and code section are set as Python sets them", async () => {
  const { connection } = await liveConnection();
  const task = await Task.create({ ...draft, docker: "node:20 --ipc=host" }, { connection });
  expect(task.record.container).toEqual({ image: "node:20", arguments: "--ipc=host", setup_shell_script: "" });
  await task.setBaseDocker("node:22", { arguments: ["-e", "A=1"], setupBashScript: ["apt-get update", "true"] });
  expect((await task.reload()).record.container).toEqual({
    image: "node:22",
    arguments: "-e A=1",
    setup_shell_script: "apt-get update\ntrue",
  });
  expect(task.getBaseDocker()).toBe("node:22 -e A=1");
  expect((await Task.create(draft, { connection })).getBaseDocker()).toBeUndefined();

  const folder = await folderWith({ "requirements.txt": "tqdm==2.1\n  numpy\n" });
  await task.setPackages(join(folder, "requirements.txt"));
  expect(task.record.script?.requirements).toEqual({ pip: "tqdm==2.1\nnumpy\n" });
  await task.setPackages(["tqdm", "numpy>=1"]);
  expect(task.record.script?.requirements).toEqual({ pip: "tqdm\nnumpy>=1" });
  await task.setPackages("");
  expect(task.record.script?.requirements).toEqual({ pip: "" });

  await task.setScript({ repository: "https://example.com/a.git", commit: "abc", entryPoint: "main.py" });
  await task.setScript({ branch: "main", workingDir: "source", binary: "python3" });
  expect(task.record.script).toMatchObject({
    repository: "https://example.com/a.git",
    branch: "main",
    version_num: "abc",
    working_dir: "source",
    entry_point: "main.py",
    binary: "python3",
    requirements: { pip: "" },
  });

  const { folder: copy, url, git } = await gitRepository({ "main.js": "" });
  await task.setRepo(copy);
  expect(task.record.script).toMatchObject({ repository: url, branch: "trunk", version_num: git("rev-parse", "HEAD") });
  await task.setRepo("https://me:secret@example.com/b.git", { branch: "next", commit: "" });
  expect(task.record.script).toMatchObject({
    repository: "https://example.com/b.git",
    branch: "next",
    version_num: "",
  });
});
