import { startServer } from "@clearml-ts/server";
import { liveConnections } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { connect } from "../connect.ts";

const liveConnection = liveConnections({ startServer, connect });

test("a call waits for a task longer than its own time", async () => {
  const { connection } = await liveConnection();
  const { services } = connection;
  const { id: queue } = await services.queues.create({ name: "waited for" });
  const { id: task } = await services.tasks.create({ name: "a task", type: "training" });
  const next = services.queues.getNextTask({ queue }, { waitUpTo: 60_000, timeout: 1500 });
  const early = services.queues.getNextTask({ queue }, { waitUpTo: 1600, timeout: 1500 });
  expect(await early).toEqual({});

  await services.tasks.enqueue({ task, queue });
  expect((await next).entry?.task).toBe(task);
});

test("a call that waits ends with its signal", async () => {
  const { connection } = await liveConnection();
  const leaving = new AbortController();
  const request = { id: ["none"], status: ["completed" as const] };
  const ended = connection.services.tasks.getAll(request, { waitUpTo: 60_000, signal: leaving.signal });
  await connection.services.debug.ping();
  leaving.abort(new Error("enough"));
  await expect(ended).rejects.toThrow("enough");
});
