import type { TaskRecord, TaskStatus } from "@clearml-ts/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../../fixtures/property-runs.fixture.ts";
import { call, startTestServer } from "../../../fixtures/server.fixture.ts";

/** Where a task may go without force, as the official server has it. */
const MOVES: Readonly<Partial<Record<TaskStatus, string>>> = {
  created: "queued in_progress",
  queued: "created in_progress stopped",
  in_progress: "created stopped failed completed",
  stopped: "created queued in_progress closed failed completed publishing published",
  closed: "created stopped failed publishing published",
  failed: "created queued stopped published",
  completed: "created in_progress published",
  published: "",
};

const TARGETS = {
  "tasks.started": "in_progress",
  "tasks.stopped": "stopped",
  "tasks.stop": "stopped",
  "tasks.failed": "failed",
  "tasks.completed": "completed",
  "tasks.close": "closed",
  "tasks.publish": "published",
  "tasks.enqueue": "queued",
  "tasks.reset": "created",
} as const satisfies Record<string, TaskStatus>;

interface Step {
  readonly endpoint: keyof typeof TARGETS | "tasks.dequeue";
  readonly force: boolean;
}

/** The parts that the life of a task depends on. */
interface Life {
  readonly status: TaskStatus;
  /** The status before the task was queued. */
  readonly before?: TaskStatus | undefined;
  /** Whether a queue holds it: one that was started or ended without asking the queue is still there. */
  readonly waits: boolean;
}

/** Where a step leads, or `"refused"`. */
function after({ status, before, waits }: Life, { endpoint, force }: Step): Life | "refused" {
  const isQueued = status === "queued";
  if (endpoint === "tasks.dequeue") {
    if (!isQueued && status !== "in_progress") {
      return { status, before, waits };
    }
    return { status: before ?? "created", waits: waits && !isQueued };
  }
  const to = TARGETS[endpoint];
  const staysAllowed = to === status && endpoint !== "tasks.publish";
  if (!force && !staysAllowed && !MOVES[status]?.split(" ").includes(to)) {
    return "refused";
  }
  switch (endpoint) {
    case "tasks.reset":
      return { status: to, waits: false };
    case "tasks.enqueue":
      return waits ? "refused" : { status: to, before: isQueued ? (before ?? status) : status, waits: true };
    case "tasks.stop":
      return { status: to, before, waits: waits && !isQueued };
    default:
      return { status: to, before, waits };
  }
}

test("whatever is asked of tasks, they make the moves of the table, and what is refused changes nothing", async () => {
  await using server = await startTestServer();
  const { id: queue } = (await call<{ id: string }>(server, "queues.create", { name: "waiting" })).data;
  const read = async (task: string) => {
    const [record, entries] = await Promise.all([
      call<{ task: TaskRecord }>(server, "tasks.get_by_id", { task }),
      call<{ queue: { entries: { task: string }[] } }>(server, "queues.get_by_id", { queue }),
    ]);
    const waits = entries.data.queue.entries.some((entry) => entry.task === task);
    return { record: record.data.task, waits };
  };
  const refusals = new Set<string>();
  const statuses = new Set<string>();

  const lives = async (steps: readonly Step[]) => {
    const task = (await call<{ id: string }>(server, "tasks.create", { name: "random", type: "training" })).data.id;
    let life: Life = { status: "created", waits: false };
    for (const { endpoint, force } of steps) {
      const known = await read(task);
      const body = { task, force, ...(endpoint === "tasks.enqueue" ? { queue } : {}) };
      const answer = await call(server, endpoint, body);
      const expected = after(life, { endpoint, force });
      const step = `${endpoint}${force ? " by force" : ""} in ${life.status}`;

      expect(answer.result === "200/0" ? "done" : "refused", step).toBe(expected === "refused" ? "refused" : "done");
      const now = await read(task);
      if (expected === "refused") {
        refusals.add(answer.result);
        expect(now, step).toEqual(known);
        continue;
      }
      life = expected;
      statuses.add(life.status);
      expect([now.record.status, now.waits], step).toEqual([life.status, life.waits]);
    }
  };
  const endpoint = fc.constantFrom<Step["endpoint"][]>(
    ...(Object.keys(TARGETS) as (keyof typeof TARGETS)[]),
    "tasks.dequeue",
  );
  const step = fc.record({
    endpoint,
    force: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  });
  const steps = fc.array(step, { minLength: 1, maxLength: 15 });
  await fc.assert(fc.asyncProperty(steps, lives), { ...seeded, numRuns: 120 });
  expect([...refusals].sort()).toEqual(["400/110", "400/706"]);
  expect([...statuses].sort()).toEqual(Object.keys(MOVES).sort());
}, 600_000);
