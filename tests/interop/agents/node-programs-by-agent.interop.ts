import { execFile, execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startAgent } from "@clearml-ts/agent";
import { type CreateTaskOptions, Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clearmlVariables } from "../fixtures/clearml-server.ts";
import { writeFolder } from "../fixtures/folder.ts";
import { root } from "../fixtures/root.ts";
import { consoleText, taskEnd } from "../fixtures/task-end.ts";
import { type AgentAtWork, agentAtWork, agentProject } from "./agent-at-work.ts";
import { showAgentWhenTestsFail } from "./agent-process.ts";

const programs = join(root, "tests/interop/programs");

let work: AgentAtWork;
let folder: string;

beforeAll(async () => {
  work = await agentAtWork();
  folder = await mkdtemp(join(tmpdir(), "clearml-programs-"));
});

afterAll(async () => {
  await work[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Makes a task of a program, queues it, and waits for its end. */
async function ran(name: string, program: Partial<CreateTaskOptions>, queue = "default"): Promise<Task> {
  const task = await Task.create({ project: agentProject, name, ...program }, work.both);
  await task.enqueue(queue);
  await taskEnd(task);
  return task;
}

/** Runs a program of Node with the server of this test as its ClearML, and returns the first line that it prints. */
async function node(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, words, {
    cwd: programs,
    env: { PATH: process.env["PATH"], HOME: work.both.python.home, ...clearmlVariables(work.both.address) },
  });
  return stdout.split("\n")[0] ?? "";
}

/** A program that is in no repository, with a package from npm and one that is linked on every machine. */
const outsideOfGit = `
import { withTask } from "clearml-ts";
import { toSeconds } from "iso8601-duration";

await withTask({ project: "interop/agent", name: "outside of git" }, async (task) => {
  const { rate } = await task.connect({ rate: 0.5 });
  task.logger.reportSingleValue("rate", rate);
  task.logger.reportSingleValue("seconds", toSeconds({ minutes: Number(process.argv[2]) }));
  console.log(JSON.stringify(task.id));
});
`;

/** Links our packages into a folder, for the programs below it. */
async function linkOurs(place: string): Promise<void> {
  await mkdir(join(place, "node_modules"), { recursive: true });
  await symlink(join(root, "packages/clearml-ts"), join(place, "node_modules/clearml-ts"));
}

/** Runs a program that is in no repository, and returns its task. */
async function ranOutsideOfGit(name: string, text: string, ...loader: string[]): Promise<Task> {
  const place = await writeFolder(join(folder, "outside", name), {
    "package.json": '{ "type": "module" }',
    [name]: text,
  });
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "iso8601-duration@2.1.2"], { cwd: place, stdio: "pipe" });
  await linkOurs(place);
  return Task.get({ id: JSON.parse(await node(...loader, join(place, name), "2")) }, work.both);
}

/** Lets Python clone a task, change its rate to 0.125, or another parameter, and queue it; returns the copy when it is over. */
async function changedByPython(task: Task, ...parameter: [] | [name: string, value: string]): Promise<Task> {
  const id = await work.both.python.run<string>("agents/queue_clone.py", task.id, ...parameter);
  const copy = await Task.get({ id }, work.both);
  await taskEnd(copy);
  return copy;
}

const outcome = async (task: Task) => ({ status: task.status, ...(await task.getReportedSingleValues()) });

describe("Node program on clearml-agent", () => {
  showAgentWhenTestsFail(() => work.agent);

  describe("bundled from TypeScript", () => {
    let training: Task;

    beforeAll(async () => {
      training = await ran("bundled", { bundle: { entry: join(programs, "train.ts"), args: ["--name", "a  b"] } });
    });

    test("with a package from npm and one of its workspace", async () => {
      expect(await outcome(training)).toEqual({ status: "completed", rate: 0.5 });
      expect(await consoleText(training)).toContain("training at a rate of 0.5 --name a  b\n");
    });

    test("cloned, changed and queued by Python", async () => {
      expect(await outcome(await changedByPython(training))).toEqual({ status: "completed", rate: 0.125 });
    });
  });

  test("bundled, with a package of compiled code that npm installs there", async () => {
    const task = await ran("compiled", { bundle: join(programs, "query.ts") });
    expect(await consoleText(task)).toMatch(/Installing libsql@[\s\S]*the answer is 42/);
    expect(task.status).toBe("completed");
  });

  test("bundled, with a declared package that is not installed here", async () => {
    const source = 'import { toSeconds } from "iso8601-duration"; console.log(toSeconds({ minutes: 2 }));';
    const bundle = { source, resolveDir: folder, packages: ["iso8601-duration@2.1.2"] };
    const task = await ran("declared", { bundle });
    expect(await consoleText(task)).toMatch(/^120$/m);
    expect(task.status).toBe("completed");
  });

  test("from a git repository, with npm ci and changes that are not committed", async () => {
    const git = (...words: string[]) => {
      const author = ["-c", "user.name=interop", "-c", "user.email=interop@example.com"];
      execFileSync("git", [...author, ...words], { cwd: join(folder, "repository"), stdio: "pipe" });
    };
    await writeFolder(join(folder, "repository"), {
      "app/package.json": JSON.stringify({ type: "module", dependencies: { "iso8601-duration": "2.1.2" } }),
      "app/main.js": "console.log('as committed');\n",
    });
    execFileSync("npm", ["install", "--package-lock-only"], { cwd: join(folder, "repository/app"), stdio: "pipe" });
    git("init", "--quiet", "--initial-branch=main");
    git("add", ".");
    git("commit", "--quiet", "--message", "Say something");
    git("clone", "--quiet", "--bare", ".", "../origin.git");
    git("remote", "add", "origin", `file://${folder}/origin.git`);
    git("fetch", "--quiet", "origin");
    await writeFolder(join(folder, "repository"), {
      "app/main.js":
        "import { toSeconds } from 'iso8601-duration';\nconsole.log('as changed', toSeconds({ minutes: 2 }));\n",
    });
    const task = await ran("repository", { repository: { entry: join(folder, "repository/app/main.js") } });
    expect(await consoleText(task)).toMatch(/^as changed 120$/m);
    expect(task.status).toBe("completed");
  });

  test("a script as it is", async () => {
    await writeFolder(folder, { "script.mjs": "console.log('plain', process.argv[2]);\n" });
    const task = await ran("script", { script: { path: join(folder, "script.mjs"), args: ["words"] } });
    expect(task.record.script?.diff).toBe(await readFile(join(folder, "script.mjs"), "utf8"));
    expect(await consoleText(task)).toMatch(/^plain words$/m);
  });

  test("started outside of git, then cloned, changed and queued by Python", async () => {
    await linkOurs(work.agent.home);
    const task = await ranOutsideOfGit("main.js", outsideOfGit);
    expect(await outcome(task)).toEqual({ status: "completed", rate: 0.5, seconds: 120 });
    expect(await outcome(await changedByPython(task))).toEqual({ status: "completed", rate: 0.125, seconds: 120 });
  });

  test("sends itself to a queue (executeRemotely), then cloned, changed and queued by Python", async () => {
    const loader = ["--import", "tsx", "--conditions", "@clearml-ts/source"];
    const id = JSON.parse(await node(...loader, join(programs, "train-remotely.ts")));
    const task = await Task.get({ id }, work.both);
    await taskEnd(task);
    expect(await outcome(task)).toEqual({ status: "completed", rate: 0.5 });
    expect(await outcome(await changedByPython(task))).toEqual({ status: "completed", rate: 0.125 });
  });

  test("hands a function over (createFunctionTask), then cloned, changed and queued by Python", async () => {
    const loader = ["--import", "tsx", "--conditions", "@clearml-ts/source"];
    const id = JSON.parse(await node(...loader, join(programs, "hand-over.ts")));
    const copy = await changedByPython(await Task.get({ id }, work.both), "Function/of", "21");
    expect(await outcome(copy)).toEqual({ status: "completed", product: 42 });
  });

  test("queued by clearml-ts task run", async () => {
    const command = join(root, "packages/clearml-ts/dist/cli.js");
    const words = ["--queue", "default", "--project", agentProject, "--param", "rate=0.25", "--json"];
    const { id } = JSON.parse(await node(command, "task", "run", join(programs, "train.ts"), ...words));
    const task = await Task.get({ id }, work.both);
    await taskEnd(task);
    expect(await outcome(task)).toEqual({ status: "completed", rate: 0.25 });
  });

  test("fails with its error and exit code", async () => {
    const bundle = { source: "interface A {}\n\nthrow new Error('no such thing');", resolveDir: folder };
    const task = await ran("wrong", { bundle });
    expect(task.record).toMatchObject({ status: "failed", status_reason: "worker execution exit code 1" });
    expect(await consoleText(task)).toContain("Error: no such thing");
  });
});

describe("Node program on clearml-ts agent", () => {
  test("bundled, with a package of compiled code that npm installs there", async () => {
    const env = { PATH: process.env["PATH"], HOME: folder };
    const { connection } = work.both;
    const place = { queues: ["ours"], createQueues: true, folder: join(folder, "agent") };
    await using _agent = await startAgent({ connection, ...place, env });
    const task = await ran("ours", { bundle: join(programs, "query.ts") }, "ours");
    expect(await consoleText(task)).toMatch(/Installing libsql@[\s\S]*the answer is 42/);
    expect(task.status).toBe("completed");
  });

  test("of TypeScript, started outside of git, then cloned", async () => {
    await linkOurs(folder);
    const place = { queues: ["ours"], createQueues: true, folder: join(folder, "agent") };
    await using _agent = await startAgent({
      ...{ connection: work.both.connection, ...place },
      env: { PATH: process.env["PATH"], HOME: folder },
    });
    const text = outsideOfGit.replace("const { rate }", "const { rate }: { rate: number }");
    const task = await ranOutsideOfGit("train.ts", text, "--import", "tsx");
    const copy = await task.clone();
    await copy.setParameters({ "General/rate": 0.25 });
    await copy.enqueue("ours");
    await taskEnd(copy);
    expect(await outcome(copy)).toEqual({ status: "completed", rate: 0.25, seconds: 120 });
  });
});
