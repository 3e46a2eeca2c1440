import { readFileSync } from "node:fs";
import type { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Lifeline } from "../fixtures/lifeline.ts";
import { consoleMatch, consoleText, taskEnd } from "../fixtures/task-end.ts";
import { type AgentAtWork, agentAtWork, bash, python } from "./agent-at-work.ts";
import { AgentProcess, showAgentWhenTestsFail } from "./agent-process.ts";

let work: AgentAtWork;

beforeAll(async () => {
  work = await agentAtWork();
});

afterAll(() => work[Symbol.asyncDispose]());

describe("clearml-agent", () => {
  showAgentWhenTestsFail(() => work.agent);

  describe("abort", () => {
    test("by tasks.stop, as the web page does it", async () => {
      const { services } = work.both.connection;
      using life = await Lifeline.open();
      const task = await work.queued("to be aborted", bash(life.program));
      await life.taken;
      await vi.waitFor(async () => {
        const { workers } = await services.workers.getAll({ worker_pattern: work.agent.worker });
        expect(workers).toMatchObject([{ task: { id: task.id, name: task.name }, queue: { name: "default" } }]);
      }, 240_000);

      await services.tasks.stop({ task: task.id });
      expect(await taskEnd(task)).toBe("stopped");
      await life.released;
      expect(await consoleText(task)).toContain("User aborted: stopping task");
    });

    test("by the SDK's stop", async () => {
      using life = await Lifeline.open();
      const task = await work.queued("to be stopped", bash(life.program));
      await life.taken;
      await task.stop({ message: "enough" });
      await life.released;
      await task.reload();
      expect(task.record).toMatchObject({ status: "stopped", status_message: "enough" });
    });

    test("waits for an abort callback", async () => {
      const program = readFileSync(work.both.python.script("agents/wait_to_be_stopped.py"), "utf8");
      const task = await work.queued("tidy", python(program));
      await consoleMatch(task, /waiting/);
      await work.both.connection.services.tasks.stop({ task: task.id });
      expect(await taskEnd(task)).toBe("stopped");
      expect(await task.artifacts.get("checkpoint")?.get()).toEqual({ iteration: 7 });
    });

    test("of a task that waits in its queue", async () => {
      const { queues, tasks } = work.both.connection.services;
      const { id: queue } = await queues.create({ name: "nobody listens" });
      const task = await work.queued("never run", bash("true\n"), queue);
      await tasks.stop({ task: task.id });
      expect(await taskEnd(task)).toBe("stopped");
      expect(await queues.getNumEntries({ queue })).toEqual({ num: 0 });
    });
  });

  test("a reset ends the run, and the task can run again", async () => {
    using life = await Lifeline.open();
    const task = await work.queued("to be reset", bash(life.program));
    await life.taken;
    await task.reset({ force: true });
    await life.released;
    await task.setScript({ binary: "/bin/bash", entryPoint: "run.sh", diff: "echo once more\n" });
    await task.enqueue("default");
    expect(await taskEnd(task)).toBe("completed");
    expect(await consoleText(task)).toMatch(/^once more$/m);
  });

  test("queues in order, their entries in order, one moved to the front", async () => {
    const { queues } = work.both.connection.services;
    const { id: urgent } = await queues.create({ name: "urgent" });
    await queues.create({ name: "patient" });
    const patient = await work.queued("patient", bash("true\n"), "patient");
    const first = await work.queued("first", bash("true\n"), "urgent");
    const second = await work.queued("second", bash("true\n"), "urgent");
    const third = await work.queued("third", bash("true\n"), "urgent");
    await queues.moveTaskToFront({ queue: urgent, task: third.id });

    const tasks = [patient, first, second, third];
    await using _orderly = await AgentProcess.start(work.both.address, {
      queues: ["urgent", "patient"],
      name: "orderly",
    });
    await Promise.all(tasks.map(taskEnd));
    const started = ({ record }: Task) => Date.parse(record.started ?? "");
    const order = [...tasks].sort((one, other) => started(one) - started(other)).map(({ name }) => name);
    expect(order).toEqual(["third", "first", "second", "patient"]);
  });
});
