import { expect, test } from "vitest";
import { RecordsServer } from "../../fixtures/records.fixture.ts";

const midnight = Date.parse("2026-01-01T00:00:00Z");
const dates = [midnight / 1000, midnight / 1000 + 86_400];
const period = { from_date: "2026-01-01T10:00:00Z", to_date: "2026-01-02T10:00:00Z" };

/** A server whose clock the test sets, in hours after the beginning of the period. */
async function startAt(): Promise<{ s: RecordsServer; at: (hours: number) => void }> {
  let now = new Date(midnight);
  const s = await RecordsServer.start({ now: () => now });
  return {
    s,
    at: (hours) => {
      now = new Date(midnight + hours * 3_600_000);
    },
  };
}

test("run time and devices are summed up by project, queue and user, and day by day", async () => {
  const { s, at } = await startAt();
  await using _ = s;
  const { id: queue } = await s.ok("queues.create", { name: "gpus", display_name: "The GPUs" });
  await s.ok("workers.register", { worker: "w", queues: [queue], resources: { gpu_usage: 2 } });
  const top = await s.project("top");
  const child = await s.project("top/child");
  const deep = await s.project("top/child/deep");

  const enqueued = async (project: string) => {
    const task = await s.task({ project });
    await s.ok("tasks.enqueue", { task, queue });
    return task;
  };
  const done = await enqueued(deep);
  await enqueued(child);
  const running = await enqueued(top);
  at(22);
  await s.ok("tasks.started", { task: done });
  at(26);
  await s.ok("tasks.failed", { task: done });
  at(30);
  await s.ok("tasks.started", { task: running });
  at(31);

  const { user } = await s.ok("users.get_current_user", {});
  const reply = await s.ok("organization.get_project_usages", { projects: [top], ...period });
  expect(reply.projects).toEqual({
    total: [
      { id: top, name: "top", duration: 3600, gpu_usage: 7200 },
      { id: child, name: "top/child", duration: 14_400, gpu_usage: 28_800 },
    ],
    series: [
      { id: top, name: "top", dates, duration: [0, 3600], gpu_usage: [0, 7200] },
      { id: child, name: "top/child", dates, duration: [7200, 7200], gpu_usage: [14_400, 14_400] },
    ],
  });
  expect(await s.ok("organization.get_project_workloads", { projects: [top], ...period })).toEqual(reply);
  expect(reply.queues?.total).toEqual([{ id: queue, name: "The GPUs", duration: 18_000, gpu_usage: 36_000 }]);
  expect(reply.users?.total).toEqual([{ id: user.id, name: user.name, duration: 18_000, gpu_usage: 36_000 }]);
});

test("what ran outside of queues counts on demand, and what a queue does not say is assumed", async () => {
  const { s, at } = await startAt();
  await using _ = s;
  const [first, second] = [await s.project("first"), await s.project("second")];
  const { id: queue } = await s.ok("queues.create", { name: "plain" });
  const queued = await s.task({ project: first });
  await s.ok("tasks.enqueue", { task: queued, queue });
  await s.ok("queues.get_next_task", { queue });
  const local = await s.task({ project: second, system_tags: ["development"] });
  const dataset = await s.task({ project: second, system_tags: ["dataset"] });
  for (const task of [queued, local, dataset]) {
    await s.ok("tasks.started", { task });
  }
  at(1);
  for (const task of [queued, local, dataset]) {
    await s.ok("tasks.completed", { task });
  }
  await s.ok("queues.delete", { queue });

  const request = { projects: [first, second], ...period, usage_fields: ["cpu_usage"] as const };
  const assumed = { cpu_artificial_weights: true };
  expect(await s.ok("organization.get_project_usages", { ...request, breakdown_keys: ["project"] })).toEqual({
    projects: {
      total: [{ id: first, name: "first", cpu_usage: 3600, ...assumed }],
      series: [{ id: first, name: "first", dates, cpu_usage: [3600, 0], ...assumed }],
    },
  });
  const { queues } = await s.ok("organization.get_project_usages", { ...request, include_development: true });
  expect(queues?.total).toEqual([
    { id: null, name: null, cpu_usage: 3600, ...assumed },
    { id: "_other_", name: "other", cpu_usage: 3600, ...assumed },
  ]);
});

test("usage of nothing is empty, and of what makes no sense refused", async () => {
  await using s = await RecordsServer.start();
  const empty = { total: [], series: [] };
  expect(await s.ok("organization.get_project_usages", { projects: ["no"], ...period })).toEqual({
    projects: empty,
    queues: empty,
    users: empty,
  });
  const refused = (others: object) =>
    s.refused("organization.get_project_usages", { projects: ["no"], ...period, ...others });
  expect(await refused({ projects: [] })).toBe("400/12");
  expect(await refused({ from_date: "2027-01-01" })).toBe("400/12");
  expect(await refused({ breakdown_keys: ["planet"] })).toBe("400/12");
  expect(await refused({ usage_fields: ["joy"] })).toBe("400/12");
});
