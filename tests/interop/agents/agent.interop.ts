import { join } from "node:path";
import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { consoleText, taskEnd } from "../fixtures/task-end.ts";
import { type AgentAtWork, agentAtWork, agentProject, bash, python } from "./agent-at-work.ts";
import { AgentProcess, showAgentWhenTestsFail } from "./agent-process.ts";
import { gitRepository } from "./git-repository.ts";

let work: AgentAtWork;

beforeAll(async () => {
  work = await agentAtWork();
});

afterAll(() => work[Symbol.asyncDispose]());

describe("clearml-agent", () => {
  showAgentWhenTestsFail(() => work.agent);

  describe("worker", () => {
    const find = async (id: string) => {
      const { workers } = await work.both.connection.services.workers.getAll();
      return workers.find((worker) => worker.id === id);
    };

    test("is listed with its queue", async () => {
      const { id: queue } = await work.both.connection.services.queues.getDefault();
      const worker = await vi.waitUntil(() => find(work.agent.worker), 240_000);
      expect(worker.queues).toMatchObject([{ id: queue, name: "default" }]);
    });

    test("measures its machine", async () => {
      const now = Date.now() / 1000;
      await vi.waitFor(async () => {
        const { workers } = await work.both.connection.services.workers.getStats({
          worker_ids: [work.agent.worker],
          items: [{ key: "memory_used", aggregation: "max" }],
          from_date: Math.floor(now - 60),
          to_date: Math.ceil(now + 600),
          interval: 60,
        });
        expect(Math.max(...(workers[0]?.metrics[0]?.stats[0]?.values ?? []))).toBeGreaterThan(0);
        // The agent measures twice a minute.
      }, 240_000);
    });

    test("is gone after it has ended", async () => {
      const other = await AgentProcess.start(work.both.address, { name: "short-lived" });
      await vi.waitUntil(() => find(other.worker), 240_000);
      await other[Symbol.asyncDispose]();
      expect(await find(other.worker)).toBeUndefined();
    });
  });

  describe("Python task", () => {
    let training: Task;
    const printedId = async (script: string, ...args: string[]) =>
      Task.get({ id: await work.both.python.run<string>(script, ...args) }, work.both);

    beforeAll(async () => {
      await work.both.python.execute("python", work.both.python.script("agents/train_remotely.py"));
      training = await Task.get({ project: agentProject, name: "remote training" }, work.both);
      await taskEnd(training);
    });

    test("sends itself to a queue (execute_remotely)", async () => {
      expect(training.status).toBe("completed");
      expect(await training.artifacts.get("summary")?.get()).toEqual({ rounds: 2 });
    });

    test("cloned, changed and queued by Python", async () => {
      const copy = await printedId("agents/queue_clone.py", training.id);
      expect(await taskEnd(copy)).toBe("completed");
      expect(await consoleText(copy)).toContain("training at a rate of 0.125");
    });

    describe("cloned, changed and queued from TypeScript", () => {
      let copy: Task;

      beforeAll(async () => {
        copy = await training.clone({ name: "cloned from TypeScript" });
        await copy.setParameters({ "General/rate": 0.25, "General/rounds": 3 });
        await copy.enqueue("default");
        await taskEnd(copy);
      });

      test("status and worker", () => {
        expect(copy.record).toMatchObject({
          status: "completed",
          status_reason: "worker execution done",
          last_worker: work.agent.worker,
        });
      });

      test("changed parameters", () => {
        expect(copy.getParameters()).toMatchObject({ "General/rate": 0.25, "General/rounds": 3 });
      });

      test("console", async () => {
        expect(await consoleText(copy)).toContain("training at a rate of 0.25");
      });

      test("scalars", async () => {
        const scalars = await copy.getReportedScalars();
        expect(scalars["loss"]?.["train"]).toEqual({ x: [0, 1, 2], y: [0.25, 0.125, expect.closeTo(0.25 / 3)] });
      });

      test("artifacts", async () => {
        expect(await copy.artifacts.get("summary")?.get()).toEqual({ rounds: 3 });
      });
    });

    test("made of a script by Task.create", async () => {
      const task = await printedId("agents/queue_created.py");
      expect(await taskEnd(task)).toBe("completed");
      expect(await consoleText(task)).toContain("plain words");
    });

    test("hands a function over (create_function_task), then cloned, changed and queued from TypeScript", async () => {
      const copy = await (await printedId("agents/hand_over.py")).clone();
      await copy.setParameters({ "Function/of": 21 });
      await copy.enqueue("default");
      expect(await taskEnd(copy)).toBe("completed");
      expect(await copy.getReportedSingleValues()).toEqual({ product: 42 });
    });

    test("from a git repository, with changes that are not committed", async () => {
      const { url, commit, diff } = await gitRepository(join(work.both.python.home, "repository"));
      const task = await work.queued("repository", {
        repository: url,
        branch: "main",
        version_num: commit,
        working_dir: "source",
        entry_point: "run.py",
        binary: "python3",
        diff,
      });
      expect(await taskEnd(task)).toBe("completed");
      expect(await consoleText(task)).toMatch(/^as changed$/m);
    });

    test("fails with its exit code", async () => {
      const task = await work.queued("wrong", python("raise ValueError('no such thing')\n"));
      expect(await taskEnd(task)).toBe("failed");
      expect(task.record.status_reason).toBe("worker execution exit code 1");
      expect(await consoleText(task)).toContain("ValueError: no such thing");
    });

    test("without a queue (clearml-agent execute)", async () => {
      const task = await work.draft("at once", python("print('at once')\n"));
      expect(await work.agent.execute(task.id)).toMatch(/^at once$/m);
      expect(await taskEnd(task)).toBe("completed");
    });
  });

  describe("bash task", () => {
    test("runs to completion", async () => {
      const task = await work.queued("shell", bash('echo "hello from $CLEARML_TASK_ID"\n'));
      expect(await taskEnd(task)).toBe("completed");
      expect(task.record.last_worker).toBe(work.agent.worker);
      expect(await consoleText(task)).toContain(`hello from ${task.id}`);
    });

    test("fails with its exit code", async () => {
      const task = await work.queued("exit", bash("exit 3\n"));
      expect(await taskEnd(task)).toBe("failed");
      expect(task.record.status_reason).toBe("worker execution exit code 3");
    });

    test("runs a JavaScript program", async () => {
      const task = await work.queued("node", {
        binary: "/bin/bash",
        working_dir: ".:hello.mjs",
        entry_point: "-c node hello.mjs --greeting hello",
        diff: "console.log(process.argv[3], 'from', process.env.CLEARML_TASK_ID);\n",
      });
      expect(await taskEnd(task)).toBe("completed");
      expect(await consoleText(task)).toContain(`hello from ${task.id}`);
    });
  });
});
