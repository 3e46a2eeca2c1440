import { expect, test } from "vitest";
import { call, startTestServer } from "../../fixtures/server.fixture.ts";

test("a record that would take seconds to read is not stored, and the one before it stays", async () => {
  await using server = await startTestServer();
  const { id: task } = (await call<{ id: string }>(server, "tasks.create", { name: "one", type: "training" })).data;
  const comment = "x".repeat(17 * 1024 * 1024);

  expect((await call(server, "tasks.update", { task, comment })).result).toBe("400/800");
  expect((await call(server, "tasks.create", { name: "two", type: "training", comment })).result).toBe("400/800");
  expect((await call(server, "users.set_preferences", { preferences: { comment } })).result).toBe("400/800");
  expect((await call(server, "tasks.get_by_id", { task })).data["task"]).not.toHaveProperty("comment");
  expect((await call(server, "tasks.get_all")).data["tasks"]).toHaveLength(1);
  expect((await call(server, "users.get_preferences")).data["preferences"]).toEqual({});
});
