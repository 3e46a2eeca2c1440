import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connect } from "@clearml-ts/client";
import { expect, onTestFinished, test, vi } from "vitest";
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
  await vi.waitUntil(() => requests.length > 0, 60_000);
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

/** A connection over a network that loses the next answer of the queue with a task in it, and then carries nothing until it is mended. */
async function forgetful({ server }: Awaited<ReturnType<typeof openApart>>, folder: string) {
  const lost: string[] = [];
  let isCut = false;
  const fetch = async (request: Request) => {
    if (isCut) {
      throw new TypeError("fetch failed");
    }
    const response = await server.fetch(request);
    const text = request.url.endsWith("queues.get_next_task") ? await response.clone().text() : "";
    if (lost.length === 0 && text.includes('"entry"')) {
      lost.push(text);
      isCut = true;
      throw new TypeError("fetch failed");
    }
    return response;
  };
  const retry = { retries: 1, minDelay: 1, maxDelay: 1 };
  const connection = await connect({ ...server.credentials, fetch, retry, env: { HOME: folder }, onWarning: () => {} });
  onTestFinished(() => connection.close());
  const mend = () => {
    isCut = false;
  };
  return { connection, lost, mend };
}

test("a task whose way from the queue to the agent was cut off runs when the network is mended", async () => {
  const apart = await openApart();
  const { tests } = apart;
  const { connection, lost, mend } = await forgetful(apart, tests.folder);
  await tests.start({ connection });
  const task = await tests.queued("true\n");
  await vi.waitUntil(() => lost.length === 1, 60_000);
  mend();
  expect((await tests.end(task)).status).toBe("completed");
});

test("a task whose way from the queue to the agent was cut off runs on the next agent, once", async () => {
  const apart = await openApart();
  const { tests } = apart;
  const { connection, lost } = await forgetful(apart, tests.folder);
  const agent = await tests.start({ connection });
  const log = join(tests.folder, "log");
  const first = await tests.queued(`echo first >> ${log}\n`);
  await vi.waitUntil(() => lost.length === 1, 60_000);
  await agent.close();
  const second = await tests.queued(`echo second >> ${log}\n`);
  await tests.start();
  for (const task of [first, second]) {
    expect((await tests.end(task)).status).toBe("completed");
  }
  expect(await readFile(log, "utf8")).toBe("first\nsecond\n");
});
