import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { AgentTests } from "./live-agent.fixture.ts";
import { liveConnection } from "./live-connection.fixture.ts";

/** An agent whose connection can be cut, and a connection that cannot. */
async function openApart() {
  const live = await liveConnection();
  const tests = await AgentTests.open({ connection: await live.connectAgain() });
  return { ...live, tests };
}

test("a task goes on while the server is away, and its output and its end are reported afterwards", async () => {
  const { tests, connection, cut } = await openApart();
  await tests.start({ connection });
  const [sign, done] = [join(tests.folder, "sign"), join(tests.folder, "done")];
  const task = await tests.queued(`echo up; until [ -e ${sign} ]; do sleep 0.02; done; echo later; touch ${done}\n`);
  await tests.waitForOutput(task, "up");
  cut();
  await writeFile(sign, "");
  await vi.waitUntil(() => existsSync(done), 60_000);
  cut(false);
  expect((await tests.end(task)).status).toBe("completed");
  expect(await tests.printed(task)).toBe("up\nlater\nProcess completed successfully\n");
});

test("an agent that is idle finds its queue again", async () => {
  const { tests, connection, cut, requests } = await openApart();
  await tests.start({ connection });
  cut();
  await vi.waitUntil(() => requests.length > 0);
  const task = await tests.queued("true\n");
  cut(false);
  expect((await tests.end(task)).status).toBe("completed");
});

test("an agent that is closed while the server is away ends in time, and the next one reports its task", async () => {
  const { tests, connection, cut } = await openApart();
  const agent = await tests.start({ connection, grace: 10 });
  const task = await tests.queued("echo up; sleep 600\n");
  await tests.waitForOutput(task, "up");
  cut();
  await agent.close();
  expect((await tests.record(task)).status).toBe("in_progress");
  cut(false);
  await tests.start({ connection });
  expect(await tests.end(task)).toMatchObject({ status: "failed" });
});
