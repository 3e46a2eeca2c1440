import { join } from "node:path";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AgentAtWork, agentAtWork, agentProject } from "../agents/agent-at-work.ts";
import { showAgentWhenTestsFail } from "../agents/agent-process.ts";
import { gitRepository } from "../agents/git-repository.ts";
import { writeFolder } from "../fixtures/folder.ts";
import { consoleText, taskEnd } from "../fixtures/task-end.ts";

let work: AgentAtWork;

beforeAll(async () => {
  work = await agentAtWork();
});

afterAll(() => work[Symbol.asyncDispose]());

describe("clearml-task", () => {
  showAgentWhenTestsFail(() => work.agent);

  /** The command insists on a list where it finds none. */
  const packages = ["--packages", "clearml"];

  /** Runs the command and loads the task that it says it has made. */
  async function made(name: string, ...args: string[]): Promise<Task> {
    const about = ["--project", agentProject, "--name", name];
    const { stdout } = await work.both.python.execute("clearml-task", ...about, ...args);
    return Task.get({ id: /New task created id=(\w+)/.exec(stdout)?.[1] ?? stdout }, work.both);
  }

  test("runs a script with arguments through a queue", async () => {
    const script = work.both.python.script("agents/count.py");
    const args = ["--args", "step=2", "until=6", "--queue", "default"];
    const task = await made("count", "--script", script, ...packages, ...args);
    expect(await taskEnd(task)).toBe("completed");
    expect(task.getParameters()).toMatchObject({ "Args/step": "2", "Args/until": "6" });
    expect(await consoleText(task)).toMatch(/^counted 2 4 6$/m);
  });

  test("runs a shell script", async () => {
    await writeFolder(work.both.python.home, { "greet.sh": "#!/bin/sh\necho hello from a script\n" });
    const script = join(work.both.python.home, "greet.sh");
    const task = await made("greet", "--script", script, "--force-no-requirements", "--queue", "default");
    expect(await taskEnd(task)).toBe("completed");
    expect(await consoleText(task)).toMatch(/^hello from a script$/m);
  });

  test("runs a folder under git, with changes that are not committed", async () => {
    const { folder, url, commit } = await gitRepository(join(work.both.python.home, "repository"));
    const program = ["--folder", folder, "--cwd", ".", "--script", "source/run.py", "--skip-task-init"];
    const task = await made("folder", ...program, ...packages, "--queue", "default");
    expect(await taskEnd(task)).toBe("completed");
    expect(task.record.script).toMatchObject({ repository: url, version_num: commit });
    expect(await consoleText(task)).toMatch(/^as changed$/m);
  });

  test("leaves a draft where no queue is named", async () => {
    const script = work.both.python.script("agents/count.py");
    const about = "--tags one two --task-type testing --packages numpy>=1 --docker python:3.12".split(" ");
    const task = await made("draft", "--script", script, ...about);
    expect(task.status).toBe("created");
    expect(task.type).toBe("testing");
    expect(task.tags).toEqual(["one", "two"]);
    expect(task.record.container).toMatchObject({ image: "python:3.12" });
    expect(task.record.script?.requirements?.["pip"]).toContain("numpy");
  });
});
