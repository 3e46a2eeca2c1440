import { setTimeout as delay } from "node:timers/promises";
import { connect } from "@clearml-ts/client";
import { startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { Task } from "./task.ts";

/** A draft on a server that begins to answer each call just in time. */
async function taskOfSlowServer(timeout: number) {
  const server = await startServer({ database: ":memory:", listen: false });
  onTestFinished(() => server.close());
  const state = { isSlow: false };
  const fetch = async (request: Request) => {
    await delay(state.isSlow ? timeout * 0.6 : 0, undefined, { signal: request.signal });
    return await server.fetch(request);
  };
  const options = { fetch, env: {}, cacheDir: await temporaryFolder(), onWarning: () => {} };
  const open = async (limits: { timeout?: number }) => {
    const connection = await connect({ ...server.credentials, ...options, ...limits });
    onTestFinished(() => connection.close());
    return connection;
  };
  // Only the call that the test is about has little time.
  const made = await Task.create({ project: "demo", name: "slow" }, { connection: await open({}) });
  await made.uploadArtifact("earlier", "text", { waitOnUpload: true });
  const task = await Task.get({ id: made.id }, { connection: await open({ timeout }) });
  state.isSlow = true;
  return task;
}

test.each<[string, (task: Task) => Promise<unknown>]>([
  ["clone", (task) => task.clone()],
  ["enqueue", (task) => task.enqueue("default")],
  ["uploadArtifact", (task) => task.uploadArtifact("later", { json: [1] }, { waitOnUpload: true })],
  ["deleteArtifacts", (task) => task.deleteArtifacts(["earlier"])],
  ["delete", (task) => task.delete()],
])("task.%s() has one time for all its calls", async (method, call) => {
  const task = await taskOfSlowServer(2000);
  await expect(call(task)).rejects.toMatchObject({ name: "OperationTimeoutError", operation: `task.${method}()` });
});
