import { expect, test } from "vitest";
import { RecordsServer } from "../../fixtures/records.fixture.ts";

const start = Date.parse("2026-01-01T00:00:00Z");
const period = { from_date: start / 1000, to_date: start / 1000 + 300, interval: 100 };

test("the waits in a queue are drawn per queue, or summed up", async () => {
  let now = new Date(start);
  await using s = await RecordsServer.start({ now: () => now });
  const { id: queue } = await s.ok("queues.get_default", {});
  expect(await s.ok("queues.get_queue_metrics", period)).toEqual({ queues: [] });
  await s.ok("tasks.enqueue", { task: await s.task() });
  now = new Date(start + 50_000);
  await s.ok("tasks.enqueue", { task: await s.task() });
  now = new Date(start + 150_000);
  const line = { dates: [start, start + 100_000], avg_waiting_times: [25, 125], queue_lengths: [2, 2] };
  expect(await s.ok("queues.get_queue_metrics", { ...period, queue_ids: [queue], refresh: true })).toEqual({
    queues: [{ queue, ...line }],
  });
  expect(await s.ok("queues.get_queue_metrics", period)).toEqual({ queues: [{ queue: "total", ...line }] });
  expect(await s.refused("queues.get_queue_metrics", { ...period, to_date: 0 })).toBe("400/16");
});

test.each([
  { from_date: 0 },
  { to_date: 1e300 },
  { from_date: 1e20, to_date: 1e20 + 16_384 },
  { items: [{ aggregation: "max" }] },
])("a chart that would fill the memory, or of nothing, is refused: %j", async (others) => {
  await using s = await RecordsServer.start();
  const request = { ...period, items: [{ key: "gpu_usage" }], ...others };
  expect(await s.refused("workers.get_stats", request)).toMatch(/^400\/1[26]$/);
});

test("what workers measure is drawn per worker and device", async () => {
  const now = new Date(start + 1_000_000);
  await using s = await RecordsServer.start({ now: () => now });
  expect(await s.refused("workers.get_metric_keys", {})).toBe("400/1005");
  const report = (seconds: number, gpu: number[], task?: string) =>
    s.ok("workers.status_report", {
      worker: "w",
      timestamp: start + seconds * 1000,
      machine_stats: { gpu_usage: gpu, memory_used: 10 },
      ...(task === undefined ? {} : { task }),
    });
  await report(10, [0, 100]);
  await report(20, [20, 80], await s.task());
  await report(110, [50, 50]);

  expect(await s.ok("workers.get_metric_keys", {})).toEqual({
    categories: [
      { name: "gpu", metric_keys: ["gpu_usage"] },
      { name: "memory", metric_keys: ["memory_used"] },
    ],
  });
  const dates = [start, start + 100_000, start + 200_000];
  expect(await s.ok("workers.get_activity_report", period)).toEqual({
    total: { dates, counts: [1, 1, 0] },
    active: { dates, counts: [1, 0, 0] },
  });
  const items = [{ key: "gpu_usage", aggregation: "max" }, { key: "memory_used" }] as const;
  expect(await s.ok("workers.get_stats", { ...period, items, split_by_resource: true })).toEqual({
    workers: [
      {
        worker: "w",
        metrics: [
          {
            metric: "gpu_usage",
            stats: [
              {
                aggregation: "max",
                dates,
                values: [100, 50, 0],
                resource_series: [
                  { name: "0", values: [20, 50, 0] },
                  { name: "1", values: [100, 50, 0] },
                ],
              },
            ],
          },
          { metric: "memory_used", stats: [{ aggregation: "avg", dates, values: [10, 10, 0], resource_series: [] }] },
        ],
      },
    ],
  });
});
