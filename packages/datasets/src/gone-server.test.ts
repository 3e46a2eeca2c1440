import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { Dataset } from "./dataset.ts";

/** A connection to a real server that can be gone, and the number of attempts to reach it since. */
async function losableConnection() {
  const server = await startServer({ database: ":memory:", listen: false });
  onTestFinished(() => server.close());
  const state = { isGone: false, attempts: 0, warnings: [] as string[], goneAfter: "" };
  const fetch = async (request: Request) => {
    state.isGone ||= state.goneAfter !== "" && request.url.endsWith(state.goneAfter);
    if (state.isGone) {
      state.attempts += 1;
      throw new TypeError("fetch failed");
    }
    return await server.fetch(request);
  };
  const connection = await connect({
    ...server.credentials,
    fetch,
    retry: { retries: 3, minDelay: 1, maxDelay: 1 },
    env: {},
    cacheDir: await temporaryFolder(),
    onWarning: (message) => void state.warnings.push(message),
  });
  onTestFinished(() => connection.close());
  return { connection, state };
}

const version = { project: "demo", name: "votes" };

test("a version that is left because the server is gone waits for one more attempt, not for another call", async () => {
  const { connection, state } = await losableConnection();
  const dataset = await Dataset.create(version, { connection });
  await dataset.addFiles(import.meta.filename);
  dataset.task.logger.reportText("packed");
  state.isGone = true;
  await expect(dataset.setMetadata({ rows: 3 })).rejects.toThrow();
  state.attempts = 0;
  await dataset[Symbol.asyncDispose]();
  expect(state.attempts).toBeLessThanOrEqual(2);
  expect(state.warnings.join()).toContain("could not be marked as failed");
});

test("a version that cannot be begun because the server is gone waits for one more attempt, too", async () => {
  const { connection, state } = await losableConnection();
  state.goneAfter = "/tasks.edit";
  await expect(Dataset.create(version, { connection })).rejects.toMatchObject({ name: "ConnectionError" });
  expect(state.attempts).toBeLessThanOrEqual(4 + 1);
});
