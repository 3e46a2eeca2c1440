import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test, vi } from "vitest";
import { Dataset } from "./dataset.ts";

const TIMEOUT = 300_000;

/** A connection to a real server; when it is slow, each answer takes a time that is just less than a call may take. */
async function slowConnection() {
  const server = await startServer({ database: ":memory:", listen: false });
  onTestFinished(() => server.close());
  const state = { isSlow: false, answered: 0 };
  const fetch = async (request: Request) => {
    if (state.isSlow) {
      // The clock is turned, and nobody waits.
      await vi.advanceTimersByTimeAsync(TIMEOUT * 0.6);
      request.signal.throwIfAborted();
      state.answered += 1;
    }
    return await server.fetch(request);
  };
  const connection = await connect({
    ...server.credentials,
    fetch,
    timeout: TIMEOUT,
    env: {},
    cacheDir: await temporaryFolder(),
    onWarning: () => {},
  });
  onTestFinished(() => connection.close());
  return { connection, state };
}

test("finalizing at a server that answers each call just in time takes the time of one call, not of twenty", async () => {
  const { connection, state } = await slowConnection();
  const dataset = await Dataset.create({ project: "demo", name: "votes" }, { connection });
  await dataset.addFiles(import.meta.filename);
  await dataset.upload();
  await dataset.task.flush();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  state.isSlow = true;
  await expect(dataset.finalize()).rejects.toMatchObject({
    name: "OperationTimeoutError",
    operation: "dataset.finalize()",
    timeout: TIMEOUT,
  });
  expect(state.answered).toBeLessThanOrEqual(3);
  state.isSlow = false;
  vi.useRealTimers();
  await dataset.finalize();
  expect(dataset.isFinal).toBe(true);
});
