import { afterAll, beforeAll, expect, test } from "vitest";
import { World } from "./world.ts";

const URL = "http://serving.example.org/forest";
let world: World;

beforeAll(async () => {
  world = await World.start();
  const { serving } = world.connection.services;
  const about = { endpoint_name: "forest", model_name: "forest", model_source: "ClearML", model_version: "1" };
  const running = {
    ...about,
    container_id: "one",
    endpoint_url: URL,
    reference: [{ type: "model", value: "m" }] as const,
  };
  await serving.registerContainer({ ...about, container_id: "starting" });
  await serving.registerContainer(running);
  await serving.containerStatusReport({
    ...running,
    uptime_sec: 60,
    requests_num: 120,
    requests_min: 2,
    latency_ms: 5,
    machine_stats: { cpu_usage: [20, 40], memory_used: 512 },
  });
});

afterAll(() => world[Symbol.asyncDispose]());

test("active endpoints are listed with what they do", async () => {
  const { endpoints } = await world.page.call("serving.get_endpoints");
  expect(endpoints).toMatchObject([
    {
      endpoint: "forest",
      model: "forest",
      url: URL,
      instances: 1,
      uptime_sec: 60,
      requests: 120,
      requests_min: 2,
      latency_ms: 5,
      last_update: expect.any(String),
    },
  ]);
});

test("instances that are loading are listed by themselves", async () => {
  const { instances } = await world.page.call("serving.get_loading_instances");
  expect(instances).toMatchObject([
    { id: "starting", endpoint: "forest", model: "forest", last_update: expect.any(String) },
  ]);
});

test("an endpoint shows its model and its instances, with what they refer to", async () => {
  expect(await world.page.call("serving.get_endpoint_details", { endpoint_url: URL })).toMatchObject({
    endpoint: "forest",
    model: "forest",
    model_source: "ClearML",
    last_update: expect.any(String),
    instances: [{ id: "one", requests: 120, reference: [{ type: "model", value: "m" }] }],
  });
});

test.each(["requests", "requests_min", "latency_ms", "cpu_count", "gpu_count", "cpu_util", "ram_used"])(
  "a chart shows %s over time",
  async (metric_type) => {
    const to_date = Math.floor(Date.now() / 1000) + 10;
    const { total, instances } = await world.page.call("serving.get_endpoint_metrics_history", {
      endpoint_url: URL,
      metric_type,
      from_date: to_date - 3600,
      to_date,
      interval: 10,
    });
    expect(total.dates).toHaveLength(total.values.length);
    expect(instances).toEqual(expect.any(Object));
    for (const { dates, values } of Object.values(instances ?? {})) {
      expect(dates).toHaveLength(values.length);
    }
  },
);
