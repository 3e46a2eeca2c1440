import { endpointVersions } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { COMPANY } from "../../auth/caller.ts";
import { RecordsServer } from "../../fixtures/records.fixture.ts";
import { basic, call, startTestServer } from "../../fixtures/server.fixture.ts";

test("every endpoint is listed with what is checked about its requests", async () => {
  await using s = await RecordsServer.start();
  const { endpoints } = (await s.ok("server.endpoints", {})) as {
    endpoints: Record<string, { min_version: string }[]>;
  };
  expect(Object.keys(endpoints).sort()).toEqual(Object.keys(endpointVersions).sort());
  expect(endpoints["events.get_task_log"]?.map(({ min_version }) => min_version)).toEqual(["1.0", "1.7", "2.9"]);
  expect(endpoints["reports.delete"]).toEqual([
    {
      min_version: "1.0",
      required_fields: ["task"],
      request_data_model: {
        type: "object",
        properties: { task: { type: "string" }, force: { type: "boolean" } },
        required: ["task"],
      },
    },
  ]);
});

test("the configuration is read as a whole or by section, and holds no secrets", async () => {
  await using s = await RecordsServer.start({ accessKey: "the-key", secretKey: "the-secret" });
  const whole = await s.ok("server.config", {});
  expect(whole).toEqual({
    listen: false,
    host: "127.0.0.1",
    ports: { api: 8008, web: 8080, files: 8081 },
    urls: s.server.urls,
  });
  expect(await s.ok("server.config", { path: "ports" })).toEqual({ api: 8008, web: 8080, files: 8081 });
  expect(await s.refused("server.config", { path: "ports.api" })).toBe("400/16");
  expect(await s.refused("server.config", { path: "secure.credentials" })).toBe("400/16");
});

test("statistics tell what the server holds and what its workers ran", async () => {
  let now = new Date("2026-01-01T00:00:00Z");
  await using s = await RecordsServer.start({ now: () => now });
  expect(await s.ok("server.get_stats", {})).toMatchObject({ server: { experiments: { count: 0 } }, agents: [] });
  await s.task();
  const task = await s.task();
  await s.ok("tasks.started", { task });
  now = new Date("2026-01-01T00:01:30Z");
  await s.ok("workers.status_report", { worker: "w", timestamp: now.getTime(), task });
  expect(await s.ok("server.get_stats", { interval: 60 })).toEqual({
    time: "2026-01-01T00:01:30+00:00",
    company_id: expect.any(String),
    server: {
      version: expect.stringMatching(/^\d+\.\d+/),
      deployment: "embedded",
      uuid: expect.stringMatching(/^[0-9a-f]{32}$/),
      queues: { count: 1 },
      users: { count: 1 },
      resources: {
        memory_bytes: expect.any(Number),
        database_bytes: expect.any(Number),
        database_free_bytes: expect.any(Number),
        files_to_remove: 0,
        files_removed: 0,
        file_bytes_removed: 0,
      },
      experiments: { count: 1, avg_run_time_sec: 90, avg_iterations: 0 },
    },
    agents: [
      {
        uuid: "w",
        experiments: {
          last_activity_time: "2026-01-01T00:01:30+00:00",
          ...{ count: 1, avg_run_time_sec: 90, avg_iterations: 0 },
        },
      },
    ],
  });
});

test("only administrators look into the server", async () => {
  await using server = await startTestServer();
  const { data } = await call<{ id: string }>(server, "auth.create_user", {
    ...{ name: "plain", company: COMPANY.id, email: "plain@example.com" },
  });
  const headers = { ...basic(server.credentials), "x-clearml-impersonate-as": data.id };
  for (const endpoint of ["server.endpoints", "server.config", "server.get_stats"] as const) {
    expect((await call(server, endpoint, {}, headers)).result).toBe("403/20");
  }
  expect((await call(server, "server.info", {}, headers)).result).toBe("200/0");
});
