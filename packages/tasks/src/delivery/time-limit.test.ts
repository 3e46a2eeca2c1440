import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { Task } from "../task/task.ts";
import { withTask } from "../with-task.ts";
import { ReportError, ReportTimeoutError } from "./errors.ts";

/** A connection to a real server that can fall silent: it takes requests then, and answers none. */
async function quietableConnection({ timeout }: { timeout?: number } = {}) {
  const server = await startServer({ database: ":memory:", listen: false });
  onTestFinished(() => server.close());
  const state = { isSilent: false, slowness: 0, warnings: [] as string[], unanswered: [] as Request[] };
  const fetch = async (request: Request) => {
    if (state.isSilent) {
      state.unanswered.push(request);
      request.signal.throwIfAborted();
      return await new Promise<Response>((_, reject) => {
        request.signal.addEventListener("abort", () => reject(request.signal.reason), { once: true });
      });
    }
    if (request.url.includes("events.add_batch")) {
      await new Promise((resolve) => setTimeout(resolve, state.slowness));
    }
    return await server.fetch(request);
  };
  const connection = await connect({
    ...server.credentials,
    fetch,
    env: {},
    cacheDir: await temporaryFolder(),
    onWarning: (message) => void state.warnings.push(message),
    ...(timeout !== undefined && { timeout }),
  });
  onTestFinished(() => connection.close());
  const task = await Task.create({ project: "demo", name: "times" }, { connection });
  return { connection, task, state };
}

test("a flush ends in its time although the server is silent, and the events are kept", async () => {
  const { task, state } = await quietableConnection();
  task.logger.reportScalar("loss", "train", 1, { iteration: 0 });
  state.isSilent = true;
  const error = await task.flush({ timeout: 50 }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ReportError);
  expect(error).toMatchObject({ pending: 1, cause: { name: "ReportTimeoutError", taskId: task.id, timeout: 50 } });
  expect(await task.close({ timeout: 50 })).toMatchObject({ pending: 1, reason: { name: "ReportTimeoutError" } });
});

test("closing ends in its time although a sample is still on its way, which is kept then", async () => {
  const { task, state } = await quietableConnection();
  state.isSilent = true;
  const upload = task.logger.reportMedia("plot", "map", { data: "x", extension: ".txt" });
  await expect(task.flush({ timeout: 50 })).rejects.toThrow(ReportError);
  expect(await task.close({ timeout: 50 })).toMatchObject({
    pending: 1,
    stored: 1,
    reason: { name: "ReportTimeoutError" },
  });
  await upload;
});

test("closing with an aborted signal waits for no sample, and keeps it", async () => {
  const { task, state } = await quietableConnection();
  state.isSilent = true;
  const upload = task.logger.reportMedia("plot", "map", { data: "x", extension: ".txt" });
  expect(await task.close({ signal: AbortSignal.abort() })).toMatchObject({ pending: 1, stored: 1 });
  await upload;
});

test("closing waits for no stream that goes on, which is refused", async () => {
  const { task } = await quietableConnection();
  async function* endless() {
    yield "x";
    await new Promise(() => {});
  }
  const upload = task.logger.reportMedia("plot", "map", { stream: endless(), extension: ".txt" });
  const refused = expect(upload).rejects.toThrow(ReportTimeoutError);
  await task.close({ timeout: 50 });
  await refused;
});

test("one time bounds all batches together", async () => {
  const { task, state } = await quietableConnection();
  // No batch has more than 2000 events: all take longer than they may together, and one a small part of that.
  state.slowness = 400;
  for (let iteration = 0; iteration < 20_000; iteration++) {
    task.logger.reportScalar("loss", "train", iteration, { iteration });
  }
  const { sent, pending } = await task.close({ timeout: 3000 });
  expect(sent + pending).toBe(20_000);
  expect(sent).toBeGreaterThan(0);
  expect(pending).toBeGreaterThan(0);
});

test("events that are reported after a close are sent by a flush", async () => {
  const { task, connection } = await quietableConnection();
  await task.close();
  task.logger.reportScalar("loss", "train", 1, { iteration: 0 });
  await task.flush();
  expect(await (await Task.get({ id: task.id }, { connection })).getReportedScalars()).toHaveProperty("loss");
});

test("withTask ends soon after the first call that timed out", async () => {
  const { connection, state } = await quietableConnection({ timeout: 3_000 });
  const run = withTask(
    { project: "demo", name: "gone" },
    ({ logger }) => {
      state.isSilent = true;
      // A full batch, which is sent at once, and again only when somebody asks for it.
      logger.setFlushPeriod(3600);
      for (let iteration = 0; iteration < 100; iteration++) {
        logger.reportScalar("loss", "train", 1, { iteration });
      }
    },
    { connection },
  );
  await expect(run).rejects.toMatchObject({ name: "CallTimeoutError" });
  // Neither the reports nor the status are tried again; looks at the status go on until the end.
  const endpoints = state.unanswered.map(({ url }) => url.replace(/^.*\//, ""));
  const tried = endpoints.filter((endpoint) => endpoint !== "tasks.get_all");
  expect(tried).toContain("events.add_batch");
  expect(tried).toEqual([...new Set(tried)]);
  expect(state.warnings.join()).toContain("could not be brought to its end");
});
