import type { RequestOf } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { RecordsServer } from "../../fixtures/records.fixture.ts";

const start = Date.parse("2026-01-01T00:00:00Z");
const url = "http://serve/x";
const reference = [{ type: "model", value: "262829d3" } as const];
const description = { endpoint_name: "my endpoint", model_name: "my model", model_version: "3.1.0" };

/** A server whose clock the test sets, in seconds after the start. */
async function startAt(): Promise<{ s: RecordsServer; at: (seconds: number) => void }> {
  let now = new Date(start);
  const s = await RecordsServer.start({ now: () => now });
  return {
    s,
    at: (seconds) => {
      now = new Date(start + seconds * 1000);
    },
  };
}

type Report = RequestOf<"serving.container_status_report">;

function report(container_id: string, load: Partial<Report> = {}): Report {
  return { ...description, container_id, endpoint_url: url, ...load };
}

test("a container without an address is loading, with one it serves", async () => {
  const { s, at } = await startAt();
  await using _ = s;
  await s.ok("serving.register_container", { ...description, container_id: "one", input_size: 9_000_000 as never });
  at(30);
  expect(await s.ok("serving.get_loading_instances", {})).toEqual({
    instances: [
      {
        id: "one",
        endpoint: "my endpoint",
        model: "my model",
        model_version: "3.1.0",
        input_size: "9000000",
        age_sec: 30,
        last_update: "2026-01-01T00:00:00+00:00",
      },
    ],
  });
  expect(await s.ok("serving.get_endpoints", {})).toEqual({ endpoints: [] });

  await s.ok("serving.container_status_report", report("one", { uptime_sec: 5 }));
  expect(await s.ok("serving.get_loading_instances", {})).toEqual({ instances: [] });
  expect(await s.ok("serving.get_endpoints", {})).toEqual({
    endpoints: [
      {
        endpoint: "my endpoint",
        model: "my model",
        url,
        instances: 1,
        uptime_sec: 5,
        requests: 0,
        last_update: "2026-01-01T00:00:30+00:00",
      },
    ],
  });
});

test("an endpoint adds up what its containers do, and shows each of them", async () => {
  const { s, at } = await startAt();
  await using _ = s;
  const machine_stats = { cpu_usage: [10, 20], memory_used: 50 * 1024 };
  for (const times of [1, 2]) {
    const load = {
      uptime_sec: 1000 * times,
      requests_num: 100 * times,
      requests_min: 5 * times,
      latency_ms: 9 * times,
    };
    at(times);
    await s.ok(
      "serving.container_status_report",
      report(`container ${times}`, { ...load, ...(times === 1 ? { machine_stats, reference } : {}) }),
    );
  }
  const last_update = "2026-01-01T00:00:02+00:00";
  expect((await s.ok("serving.get_endpoints", {})).endpoints).toMatchObject([
    { url, instances: 2, uptime_sec: 2000, requests: 300, requests_min: 7.5, latency_ms: 14, last_update },
  ]);
  expect(await s.ok("serving.get_endpoint_details", { endpoint_url: url })).toEqual({
    endpoint: "my endpoint",
    model: "my model",
    model_version: "3.1.0",
    url,
    uptime_sec: 2000,
    last_update,
    instances: [
      {
        ...{ id: "container 1", uptime_sec: 1000, requests: 100, requests_min: 5, latency_ms: 9 },
        ...{ cpu_count: 2, gpu_count: 0, reference, last_update: "2026-01-01T00:00:01+00:00" },
      },
      {
        ...{ id: "container 2", uptime_sec: 2000, requests: 200, requests_min: 10, latency_ms: 18 },
        ...{ cpu_count: 0, gpu_count: 0, reference: [], last_update },
      },
    ],
  });
});

test("a container that signs off, or is silent for longer than it said, is gone", async () => {
  const { s, at } = await startAt();
  await using _ = s;
  const ids = async () => {
    const { endpoints } = await s.ok("serving.get_endpoints", {});
    return endpoints.map(({ instances }) => instances);
  };
  await s.ok("serving.register_container", { ...report("short"), timeout: 100 });
  await s.ok("serving.register_container", report("long"));
  await s.ok("serving.register_container", report("leaving"));
  expect(await ids()).toEqual([3]);
  await s.ok("serving.unregister_container", { container_id: "leaving" });
  await s.ok("serving.unregister_container", { container_id: "leaving" });
  expect(await ids()).toEqual([2]);
  at(99);
  await s.ok("serving.container_status_report", report("short"));
  at(198);
  expect(await ids()).toEqual([2]);
  at(200);
  expect(await ids()).toEqual([1]);
  at(600);
  expect(await ids()).toEqual([]);
  expect(await s.refused("serving.get_endpoint_details", { endpoint_url: url })).toBe("400/1052");
});

test.each([
  { metric: undefined, title: "Number of Requests", total: [30, 60], one: [10, 20], two: [20, 40] },
  { metric: "requests_min", title: "Requests per Minute", total: [15, 15, 0], one: [5, 5, 0], two: [10, 10, 0] },
  { metric: "latency_ms", title: "Average Latency (ms)", total: [150, 150, 0], one: [100, 100, 0], two: [200, 200, 0] },
  { metric: "cpu_count", title: "CPU Count", total: [4, 4, 0], one: [2, 2, 0], two: [2, 2, 0] },
  { metric: "cpu_util", title: "Average CPU Load (%)", total: [15, 15, 0], one: [15, 15, 0], two: [15, 15, 0] },
  { metric: "ram_used", title: "RAM Used (GB)", total: [100, 100, 0], one: [50, 50, 0], two: [50, 50, 0] },
  { metric: "ram_total", title: "RAM Total (GB)", total: [101, 101, 0], one: [50.5, 50.5, 0], two: [50.5, 50.5, 0] },
  { metric: "gpu_util", title: "Average GPU Utilization (%)", total: [0, 0, 0], one: [0, 0, 0], two: [0, 0, 0] },
] as const)("$title is drawn over time", async ({ metric, title, total, one, two }) => {
  const { s, at } = await startAt();
  await using _ = s;
  const machine_stats = { cpu_usage: [10, 20], memory_used: 50 * 1024, memory_free: 512 };
  for (const step of [1, 2]) {
    at(40 * step - 10);
    for (const [times, id] of ["one", "two"].entries()) {
      const factor = times + 1;
      const load = { requests_num: 10 * step * factor, requests_min: 5 * factor, latency_ms: 100 * factor };
      await s.ok("serving.container_status_report", report(id, { ...load, machine_stats }));
    }
  }
  const request = {
    endpoint_url: url,
    from_date: start / 1000,
    to_date: start / 1000 + 120,
    interval: 1,
    ...(metric ? { metric_type: metric } : {}),
  };
  const dates = total.map((_value, index) => start + 40_000 * index);
  expect(await s.ok("serving.get_endpoint_metrics_history", request)).toEqual({
    computed_interval: 40,
    total: { title, dates, values: total },
    instances: { one: { title: "one", dates, values: one }, two: { title: "two", dates, values: two } },
  });
  expect(await s.ok("serving.get_endpoint_metrics_history", { ...request, instance_charts: false })).toMatchObject({
    total: { values: total },
    instances: {},
  });
});

test("nothing is drawn of an endpoint that nobody serves", async () => {
  const { s } = await startAt();
  await using _ = s;
  const request = { endpoint_url: url, from_date: start / 1000, to_date: start / 1000 + 120, interval: 60 };
  expect(await s.ok("serving.get_endpoint_metrics_history", request)).toEqual({
    computed_interval: 60,
    total: { title: "Number of Requests", dates: [], values: [] },
    instances: {},
  });
  expect(await s.refused("serving.get_endpoint_metrics_history", { ...request, to_date: 0 })).toBe("400/16");
  expect(await s.refused("serving.get_endpoint_metrics_history", { ...request, metric_type: "joy" })).toBe("400/12");
});

test("a report without an address, a wrong reference or no time to live is refused", async () => {
  const { s } = await startAt();
  await using _ = s;
  const { endpoint_url: _url, ...unaddressed } = report("one");
  expect(await s.refused("serving.container_status_report", unaddressed)).toBe("400/12");
  expect(await s.refused("serving.container_status_report", report("one", { endpoint_url: "" }))).toBe("400/12");
  const strange = { ...report("one"), reference: [{ type: "person", value: "1" }] };
  expect(await s.refused("serving.register_container", strange)).toBe("400/12");
  expect(await s.refused("serving.register_container", { ...report("one"), input_size: [] })).toBe("400/12");
  expect(await s.refused("serving.register_container", { ...report("one"), timeout: 0 })).toBe("400/12");
});
