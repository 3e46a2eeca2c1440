import { expect, test } from "vitest";
import { AgentTests } from "./live-agent.fixture.ts";
import { liveConnection } from "./live-connection.fixture.ts";

const open = async () => AgentTests.open(await liveConnection());

test("both streams are reported in the order in which they were written", async () => {
  const tests = await open();
  await tests.start();
  const task = await tests.queued("echo one; echo two >&2; printf 'three'; echo ' four' >&2; printf 'no end'\n");
  await tests.end(task);
  expect(await tests.printed(task)).toBe("one\ntwo\nthree four\nno end\nProcess completed successfully\n");
});

test("a progress bar is one line", async () => {
  const tests = await open();
  await tests.start();
  const task = await tests.queued("printf '10%%\\r50%%\\r100%%\\n'\n");
  await tests.end(task);
  expect(await tests.printed(task)).toBe("100%\nProcess completed successfully\n");
});

test("a hundred thousand lines arrive, each once and in order", async () => {
  const tests = await open();
  await tests.start();
  const task = await tests.queued("seq 1 100000\n");
  await tests.end(task);
  const lines = (await tests.printed(task)).split("\n").slice(0, -2);
  expect(lines).toHaveLength(100_000);
  expect(lines.findIndex((line, index) => line !== `${index + 1}`)).toBe(-1);
});

test("what a child prints after the program has ended is not waited for", async () => {
  const tests = await open();
  await tests.start();
  const task = await tests.queued("(trap '' TERM HUP; sleep 600; echo late) & echo early\n");
  expect((await tests.end(task)).status).toBe("completed");
  expect(await tests.printed(task)).toBe("early\nProcess completed successfully\n");
});
