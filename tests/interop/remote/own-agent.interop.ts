import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Agent, startAgent } from "@clearml-ts/agent";
import { type Connection, connect } from "@clearml-ts/client";
import type { ScriptRecord } from "@clearml-ts/protocol";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { agentProject, bash, python } from "../agents/agent-at-work.ts";
import { AgentProcess } from "../agents/agent-process.ts";
import { gitRepository } from "../agents/git-repository.ts";
import { type BothLanguages, bothLanguages } from "../fixtures/both-languages.ts";
import { consoleMatch, consoleText, taskEnd } from "../fixtures/task-end.ts";

/** Queues that one of the two agents listens to; tasks that queue themselves are run by ours. */
const queues = { own: ["own", "default"], stock: ["stock"] };

let both: BothLanguages;
let configured: Connection;
let own: Agent;
let stock: AgentProcess;

beforeAll(async () => {
  both = await bothLanguages();
  const { api, web, files, accessKey, secretKey } = both.address;
  const { home } = both.python;
  configured = await connect({
    ...{ apiServer: api, webServer: web, filesServer: files, accessKey, secretKey },
    // Its `sdk` section goes to the programs, as that of the stock agent does.
    env: { CLEARML_CONFIG_FILE: join(home, "clearml.conf") },
  });
  const path = `${dirname(inject("python"))}:${process.env["PATH"]}`;
  own = await startAgent({
    connection: configured,
    queues: queues.own,
    createQueues: true,
    name: "own",
    folder: join(home, "own-agent"),
    env: { PATH: path, HOME: home },
  });
  stock = await AgentProcess.start(both.address, { queues: queues.stock, name: "stock" });
});

afterAll(async () => {
  await own.close();
  await stock[Symbol.asyncDispose]();
  await configured.close();
  await both[Symbol.asyncDispose]();
});

/** The record of a run by which the two agents are compared, without the names that differ. */
async function ran(script: ScriptRecord, queue: "own" | "stock") {
  const task = await Task.create({ project: agentProject, name: `compared, ${queue}`, script }, both);
  await task.enqueue(queue);
  await taskEnd(task);
  const { status, status_reason, last_worker, execution, started, completed } = task.record;
  const console = await consoleText(task);
  const printed = console.split("Starting Task Execution:\n").at(-1) ?? "";
  return {
    status,
    status_reason,
    worker: last_worker === `${queue}:0`,
    queued: execution?.queue !== undefined,
    lasted: started !== undefined && completed !== undefined,
    // The stock agent gives some of its lines the time of others, so its last words are found at any place.
    lastWords: /Process (completed successfully|failed, exit code -?\d+|terminated by user)/.exec(console)?.[0],
    lines: printed.split("\n").filter((line) => line !== "" && !/^(Leaving p|P)rocess /.test(line)),
  };
}

describe("clearml-ts agent", () => {
  describe("same record as by clearml-agent", () => {
    const cases: readonly (readonly [string, ScriptRecord])[] = [
      ["shell script", bash("echo one; echo two >&2; printf '10%%\\r100%%\\n'; printf 'no end'\n")],
      ["exit code", bash("echo out; exit 3\n")],
      ["exit code 2", bash("exit 2\n")],
      ["killed", bash("kill -9 $$\n")],
      ["interrupted", bash("kill -2 $$; sleep 1\n")],
      ["command", { binary: "/bin/bash", entry_point: "-c echo a   b && echo $CLEARML_LOG_TASK_TO_BACKEND" }],
      ["script with arguments", { ...bash('echo "$1-$2"\n'), entry_point: "run.sh a 'b c'" }],
      [
        "Node program",
        {
          binary: "/bin/bash",
          working_dir: ".:hello.mjs",
          entry_point: "-c node hello.mjs --greeting hello",
          diff: "console.log(process.argv[3], process.env.TRAINS_TASK_ID === process.env.CLEARML_TASK_ID);\n",
        },
      ],
      ["Python script", python("import sys\nprint('out')\nprint('err', file=sys.stderr)\n")],
      ["Python script that fails", python("raise SystemExit(4)\n")],
    ];

    test.each(cases)("%s", async (_, script) => {
      const [ours, theirs] = await Promise.all([ran(script, "own"), ran(script, "stock")]);
      expect(ours).toEqual(theirs);
    });

    test("git repository, with changes that are not committed", async () => {
      const { url, commit, diff } = await gitRepository(join(both.python.home, "repository"));
      const place = { repository: url, branch: "main", version_num: commit, working_dir: "source" };
      const script = { ...place, entry_point: "run.py", binary: "python3", diff };
      const [ours, theirs] = await Promise.all([ran(script, "own"), ran(script, "stock")]);
      expect(ours).toEqual(theirs);
      expect(ours.lines).toContain("as changed");
    });
  });

  describe("Python task", () => {
    test("sends itself to a queue, and is cloned, changed and queued by Python", async () => {
      await both.python.execute("python", both.python.script("agents/train_remotely.py"));
      const training = await Task.get({ project: agentProject, name: "remote training" }, both);
      expect(await taskEnd(training)).toBe("completed");
      const copy = await Task.get({ id: await both.python.run<string>("agents/queue_clone.py", training.id) }, both);
      expect(await taskEnd(copy)).toBe("completed");
      expect(await consoleText(copy)).toContain("training at a rate of 0.125");
      expect(await copy.artifacts.get("summary")?.get()).toEqual({ rounds: 2 });
      expect(copy.record).toMatchObject({ last_worker: "own:0", status_reason: "worker execution done" });
    });

    test("has the time that its abort callback needs", async () => {
      const program = readFileSync(both.python.script("agents/wait_to_be_stopped.py"), "utf8");
      const task = await Task.create({ project: agentProject, name: "tidy", script: python(program) }, both);
      await task.enqueue("own");
      await consoleMatch(task, /waiting/);
      await both.connection.services.tasks.stop({ task: task.id });
      expect(await taskEnd(task)).toBe("stopped");
      expect(await task.artifacts.get("checkpoint")?.get()).toEqual({ iteration: 7 });
    });

    test("whose packages are missing fails, and says which", async () => {
      const script = { ...python("import no_such\n"), requirements: { pip: "clearml\nno-such-package == 1.0\n" } };
      const task = await Task.create({ project: agentProject, name: "missing packages", script }, both);
      await task.enqueue("own");
      expect(await taskEnd(task)).toBe("failed");
      expect(task.record.status_reason).toBe("missing Python packages");
      expect(await consoleText(task)).toContain("no-such-package");
    });
  });
});
