import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findProcess, isProcessRunning, type ProcessMark, processMarkText } from "@clearml-ts/storage";
import { expect, test, vi } from "vitest";
import { AgentTests } from "./live-agent.fixture.ts";
import { liveConnection } from "./live-connection.fixture.ts";

const open = async () => AgentTests.open(await liveConnection());

/** A program that names its process and a child of it, and lives until it is ended. */
const LIVES = "sleep 600 & echo pids $$ $!; wait\n";

async function pidsOf(tests: AgentTests, task: string): Promise<number[]> {
  await tests.waitForOutput(task, "pids ");
  const [, ...pids] = /pids (\d+) (\d+)/.exec(await tests.console(task)) ?? [];
  return pids.map(Number);
}

async function gone(pids: readonly number[]): Promise<void> {
  await vi.waitFor(async () => {
    for (const pid of pids) {
      expect(findProcess(pid)).toBeUndefined();
    }
  }, 60_000);
}

test("a task that is stopped from the page is ended with its children", async () => {
  const tests = await open();
  await tests.start();
  const task = await tests.queued(LIVES);
  const pids = await pidsOf(tests, task);
  await tests.connection.services.tasks.stop({ task });
  expect(await tests.end(task)).toMatchObject({ status: "stopped", status_reason: "task was stopped by tasks.stop" });
  await gone(pids);
  expect(await tests.printed(task)).toMatch(
    /User aborted: stopping task \(1\) stopped\n[\s\S]*Process aborted by user\n$/,
  );
});

test("a program has time to tidy up when it is ended", async () => {
  const tests = await open();
  await tests.start({ grace: 60_000 });
  const task = await tests.queued("trap 'echo tidy; exit 0' TERM; echo up; while true; do sleep 0.05; done\n");
  await tests.waitForOutput(task, "up");
  await tests.connection.services.tasks.stop({ task });
  expect((await tests.end(task)).status).toBe("stopped");
  expect(await tests.console(task)).toContain("tidy\n");
});

test("a program that does not end is killed", async () => {
  const tests = await open();
  await tests.start({ grace: 50 });
  const task = await tests.queued("trap '' TERM; echo up; while true; do sleep 0.05; done\n");
  await tests.waitForOutput(task, "up");
  await tests.connection.services.tasks.stop({ task });
  expect((await tests.end(task)).status).toBe("stopped");
});

test("a program with an abort callback is left alone until that is done", async () => {
  const tests = await open();
  const { tasks } = tests.connection.services;
  await tests.start();
  const task = await tests.queued("trap 'echo signalled' TERM; echo up; while true; do sleep 0.05; done\n");
  await tests.waitForOutput(task, "up");
  await tasks.editRuntime({
    task,
    add_or_update: { _abort_callback_timeout: "600", _abort_poll_freq: "1" },
    force: true,
  });
  await tasks.stop({ task });
  await tests.waitForOutput(task, "waiting for max 601 sec");
  expect(await tests.console(task)).not.toContain("signalled");
  await tasks.editRuntime({ task, add_or_update: { _abort_callback_completed: "1" }, force: true });
  expect((await tests.end(task)).status).toBe("stopped");
  expect(await tests.console(task)).toMatch(/callback completed[\s\S]*signalled/);
});

test("a status that somebody else gives ends the run, and stays", async () => {
  const tests = await open();
  await tests.start();
  const [failed, reset] = [await tests.queued(LIVES), await tests.queued(LIVES)];
  const pids = await pidsOf(tests, failed);
  await tests.connection.services.tasks.failed({ task: failed, status_reason: "enough" });
  await gone(pids);
  const others = await pidsOf(tests, reset);
  await tests.connection.services.tasks.reset({ task: reset, force: true });
  await gone(others);
  // The agent is free again when it runs the next one.
  await tests.end(await tests.queued("true\n"));
  expect(await tests.record(failed)).toMatchObject({ status: "failed", status_reason: "enough" });
  expect((await tests.record(reset)).status).toBe("created");
});

test("a task that is deleted ends the run", async () => {
  const tests = await open();
  await tests.start();
  const task = await tests.queued(LIVES);
  const pids = await pidsOf(tests, task);
  await tests.connection.services.tasks.delete({ task, force: true });
  await gone(pids);
});

test("closing an agent stops its task, and leaves what is queued", async () => {
  const tests = await open();
  const agent = await tests.start();
  const [running, waiting] = [await tests.queued(LIVES), await tests.queued("true\n")];
  const pids = await pidsOf(tests, running);
  await agent.close();
  await gone(pids);
  expect(await tests.record(running)).toMatchObject({ status: "stopped", status_reason: "worker was stopped" });
  expect((await tests.record(waiting)).status).toBe("queued");
  await tests.start();
  expect((await tests.end(waiting)).status).toBe("completed");
});

test.each([0, 3])("the run of an agent that was killed is ended at the next start (slot %d)", async (number) => {
  const tests = await open();
  const { connection, folder } = tests;
  const task = await tests.draft({ binary: "bash", entry_point: "-c true" });
  await connection.services.tasks.started({ task });
  const slot = join(folder, new URL(connection.config.apiServer).host, encodeURIComponent(`test:${number}`));
  await mkdir(slot, { recursive: true });
  const program = spawn("sleep", ["600"], { detached: true });
  const mark = findProcess(program.pid as number) as ProcessMark;
  await writeFile(
    join(slot, "run.json"),
    JSON.stringify({ run: "r", task, program: processMarkText(mark), reported: 5 }),
  );
  await writeFile(join(slot, "output.log"), "sent\nnot yet sent\n");
  const exited = once(program, "exit");

  await tests.start();
  expect(await tests.end(task)).toMatchObject({ status: "failed", status_reason: "worker was killed" });
  await exited;
  expect(isProcessRunning(mark)).toBe(false);
  expect(await tests.console(task)).toBe("not yet sent\nProcess terminated: the worker that ran it was killed\n");
});
