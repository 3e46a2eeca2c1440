import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { expect, test } from "vitest";
import { call, startTestServer } from "../../fixtures/server.fixture.ts";

test("whoever subscribes to the channel sees every call as it came", async () => {
  const seen: unknown[] = [];
  const see = (message: unknown) => seen.push(message);
  await using server = await startTestServer();
  await call(server, "v2.5/users.get_preferences");
  subscribe("clearml-ts:call", see);
  await call(server, "v2.5/queues.create?force=1", { name: "gpu", tags: null });
  await call(server, "queues.create", { name: "gpu" });
  unsubscribe("clearml-ts:call", see);
  await call(server, "debug.ping");

  expect(seen).toMatchObject([
    { path: "/v2.5/queues.create", query: "?force=1", body: '{"name":"gpu","tags":null}', status: 200 },
    { path: "/queues.create", query: "", body: '{"name":"gpu"}', status: 400 },
  ]);
});
