import { execFileSync } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { hideSecrets } from "./code/hide-secrets.ts";
import { AgentTests } from "./live-agent.fixture.ts";
import { liveConnection } from "./live-connection.fixture.ts";

const open = async () => AgentTests.open(await liveConnection());

/** Makes a repository with a script in a folder, on the branch `main` and with the tag `v1`; later changes are on top. */
async function repository() {
  const folder = await temporaryFolder();
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], {
      cwd: folder,
      encoding: "utf8",
      stdio: "pipe",
    }).trim();
  const write = async (text: string) => {
    await mkdir(join(folder, "source"), { recursive: true });
    await writeFile(join(folder, "source", "run.sh"), `echo ${text}\n`);
  };
  git("init", "--quiet", "--initial-branch=main");
  await write("first");
  git("add", ".");
  git("commit", "--quiet", "--message=first");
  git("tag", "v1");
  const first = git("rev-parse", "HEAD");
  await write("second");
  git("commit", "--quiet", "--all", "--message=second");
  const second = git("rev-parse", "HEAD");
  await write("changed");
  return { url: `file://${folder}`, first, second, diff: git("diff") };
}

test("a program comes from a repository: by commit, tag or branch, with changes", async () => {
  const tests = await open();
  await tests.start();
  const { url, first, second, diff } = await repository();
  const script = { binary: "bash", repository: url, working_dir: "source", entry_point: "run.sh" };
  for (const [part, printed, commit] of [
    [{ branch: "main" }, "second", second],
    [{ tag: "v1", branch: "main" }, "first", first],
    [{ version_num: first, tag: "v1", branch: "main" }, "first", first],
    [{ version_num: second, diff }, "changed", second],
    [{ version_num: second, entry_point: "-c ./run.sh || sh run.sh" }, "second", second],
    [{ version_num: second, entry_point: "other.sh", diff: "echo its own\n" }, "its own", second],
  ] as const) {
    const task = await tests.queued({ ...script, ...part });
    expect((await tests.end(task)).status).toBe("completed");
    expect(await tests.printed(task)).toContain(`${printed}\n`);
    expect((await tests.record(task)).script?.version_num).toBe(commit);
  }
});

test.each([
  [{ repository: "file:///no/such/repository" }, "failed cloning repository"],
  [{ version_num: "0123456789012345678901234567890123456789" }, "failed cloning repository"],
  [{ diff: "diff --git a/x b/x\nnonsense\n" }, "failed applying diff"],
])("a task with %j fails with the reason", async (part, status_reason) => {
  const tests = await open();
  await tests.start();
  const { url } = await repository();
  const task = await tests.queued({ binary: "bash", repository: url, branch: "main", entry_point: "run.sh", ...part });
  expect(await tests.end(task)).toMatchObject({ status: "failed", status_reason });
});

test("names and passwords in addresses stay out of the output", async () => {
  const tests = await open();
  await tests.start();
  const task = await tests.queued({
    binary: "bash",
    repository: "https://me:secret@127.0.0.1:1/r.git",
    entry_point: "x",
  });
  expect(await tests.end(task)).toMatchObject({ status: "failed", status_reason: "failed cloning repository" });
  expect(await tests.console(task)).toContain("127.0.0.1:1/r.git");
  expect(await tests.console(task)).not.toMatch(/secret|me:/);
  expect(hideSecrets("see ssh://git@example.com/r and https://a:b@c.d/e.")).toBe(
    "see ssh://example.com/r and https://c.d/e.",
  );
});

/** A program that behaves like a Python with the packages of its name. */
async function fakePython(folder: string, missing: string): Promise<string> {
  const path = join(folder, "python");
  await writeFile(
    path,
    `#!/bin/sh\nif [ "$1" = -c ]; then cat > /dev/null; echo "${missing}"; else echo ran "$@"; fi\n`,
  );
  await chmod(path, 0o755);
  return path;
}

test("a Python task runs with the Python that the agent was given", async () => {
  const tests = await open();
  await tests.start({ python: await fakePython(tests.folder, "") });
  const task = await tests.queued({
    entry_point: "train.py --lr 1",
    diff: "print()\n",
    requirements: { pip: "numpy==1\n" },
  });
  expect((await tests.end(task)).status).toBe("completed");
  expect(await tests.printed(task)).toContain("ran -u train.py --lr 1\n");
});

test("a Python task whose packages are missing fails with their names", async () => {
  const tests = await open();
  await tests.start({ python: await fakePython(tests.folder, "numpy torch") });
  const task = await tests.queued({
    entry_point: "train.py",
    diff: "print()\n",
    requirements: { pip: "numpy\ntorch\n" },
  });
  expect(await tests.end(task)).toMatchObject({ status: "failed", status_reason: "missing Python packages" });
  expect(await tests.console(task)).toContain("does not have these packages: numpy torch.");
});

test("a Python task fails where there is no Python", async () => {
  const tests = await open();
  await tests.start({ python: join(tests.folder, "no-python") });
  const task = await tests.queued({ entry_point: "train.py", diff: "print()\n" });
  expect(await tests.end(task)).toMatchObject({ status: "failed", status_reason: "no Python found" });
});

test("a notebook is refused", async () => {
  const tests = await open();
  await tests.start();
  const task = await tests.queued({ entry_point: "book.ipynb", diff: "{}" });
  expect(await tests.end(task)).toMatchObject({ status: "failed", status_reason: "notebooks are not supported" });
});
