import { expect, test } from "vitest";
import { Database } from "../../database/driver.ts";
import { migrate } from "../../database/migrations.ts";
import { Records } from "../../records/records.ts";
import { QueueMeasurements } from "./measurements.ts";
import { QueueSampler } from "./sampler.ts";
import { QueueStore } from "./store.ts";

test("a queue that nobody touches is measured every five minutes, and its wait is seen to grow", () => {
  const start = Date.parse("2026-01-01T00:00:00Z");
  let now = start;
  const clock = () => new Date(now);
  const database = Database.open(":memory:");
  migrate(database);
  const records = new Records(database, clock);
  const measurements = new QueueMeasurements(database, clock);
  const queues = new QueueStore(records, (queue) => measurements.add(queue));
  const sampler = new QueueSampler(records, measurements);
  const { id } = queues.create("patient");
  queues.push(id, "a task");

  const sampled = [100, 300, 400, 700].map((seconds) => {
    now = start + seconds * 1000;
    return sampler.sample();
  });
  expect(sampled).toEqual([0, 0, 1, 0]);
  now = start + 701_000;
  expect(sampler.sample()).toBe(1);

  const period = { from_date: start / 1000, to_date: start / 1000 + 800, interval: 100, queue_ids: [id] };
  expect(measurements.metrics(period, [id])).toEqual([
    {
      queue: id,
      dates: [start, start + 400_000, start + 700_000],
      avg_waiting_times: [0, 400, 701],
      queue_lengths: [1, 1, 1],
    },
  ]);
});
