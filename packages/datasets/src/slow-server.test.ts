import { setTimeout as delay } from "node:timers/promises";
import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { Dataset } from "./dataset.ts";

/** A connection to a real server that can be told to take its time over each answer, just less than a call may take. */
async function slowConnection(timeout: number) {
  const server = await startServer({ database: ":memory:", listen: false });
  onTestFinished(() => server.close());
  const state = { isSlow: false, answered: 0 };
  const fetch = async (request: Request) => {
    if (state.isSlow) {
      await delay(timeout * 0.6, undefined, { signal: request.signal });
      state.answered += 1;
    }
    return await server.fetch(request);
  };
  const connection = await connect({
    ...server.credentials,
    fetch,
    timeout,
    env: {},
    cacheDir: await temporaryFolder(),
    onWarning: () => {},
  });
  onTestFinished(() => connection.close());
  return { connection, state };
}

test("finalizing at a server that answers each call just in time takes the time of one call, not of twenty", async () => {
  const { connection, state } = await slowConnection(2000);
  const dataset = await Dataset.create({ project: "demo", name: "votes" }, { connection });
  await dataset.addFiles(import.meta.filename);
  await dataset.upload();
  await dataset.task.flush();
  state.isSlow = true;
  await expect(dataset.finalize()).rejects.toMatchObject({
    name: "OperationTimeoutError",
    operation: "dataset.finalize()",
    timeout: 2000,
  });
  expect(state.answered).toBeLessThanOrEqual(3);
  state.isSlow = false;
  await dataset.finalize();
  expect(dataset.isFinal).toBe(true);
});
