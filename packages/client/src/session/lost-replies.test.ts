import { startServer } from "@clearml-ts/server";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { connect } from "../connect.ts";
import type { Services } from "../services/services.ts";

/** Connects to a real server over a network that loses the first reply to each call of an endpoint that `loses` names. */
async function unreliable() {
  const server = await startServer({ database: ":memory:", listen: false });
  const loses = new Set<string>();
  const lost: string[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    const response = await server.fetch(request);
    const endpoint = request.url.split("/").at(-1) ?? "";
    if (loses.delete(endpoint)) {
      lost.push(endpoint);
      throw new TypeError("fetch failed");
    }
    return response;
  };
  const env = { HOME: await temporaryFolder() };
  const connection = await connect({ ...server.credentials, fetch, env, retry: { minDelay: 1, maxDelay: 1 } });
  onTestFinished(async () => {
    await connection.close();
    await server.close();
  });
  return { services: connection.services, session: connection.session, loses, lost };
}

/** A draft of a task, and a queue. */
async function draftAndQueue({ tasks, queues }: Services): Promise<{ task: string; queue: string }> {
  const { id: task } = await tasks.create({ name: "draft", type: "training" });
  const { id: queue } = await queues.create({ name: "gpus" });
  return { task, queue };
}

test.each<[string, (services: Services) => Promise<unknown>, (services: Services) => Promise<number>]>([
  [
    "tasks.create",
    ({ tasks }) => tasks.create({ name: "new", type: "training" }),
    async ({ tasks }) => (await tasks.getAll({ name: "^new$" })).tasks.length,
  ],
  [
    "models.create",
    ({ models }) => models.create({ name: "new", uri: "file:///m" }),
    async ({ models }) => (await models.getAll({ name: "^new$" })).models.length,
  ],
  [
    "queues.create",
    ({ queues }) => queues.create({ name: "new" }),
    async ({ queues }) => (await queues.getAll({ name: "^new$" })).queues.length,
  ],
  [
    "projects.create",
    ({ projects }) => projects.create({ name: "new" }),
    async ({ projects }) => (await projects.getAll({ name: "^new$" })).projects.length,
  ],
  [
    "reports.create",
    ({ reports }) => reports.create({ name: "new" }),
    async ({ tasks }) => (await tasks.getAll({ name: "^new$", search_hidden: true })).tasks.length,
  ],
])("a %s whose reply is lost makes one record, and answers with it", async (endpoint, create, count) => {
  const { services, loses, lost } = await unreliable();
  loses.add(endpoint);

  const { id } = (await create(services)) as { id: string };

  expect(lost).toEqual([endpoint]);
  expect(id).toMatch(/^[\da-f]{32}$/);
  expect(await count(services)).toBe(1);
});

test("a task whose clone was answered to nobody is cloned once", async () => {
  const { services, loses } = await unreliable();
  const { task } = await draftAndQueue(services);
  loses.add("tasks.clone");

  const { id } = await services.tasks.clone({ task, new_task_name: "copy" });

  const copies = await services.tasks.getAll({ name: "^copy$", only_fields: ["id"] });
  expect(copies.tasks).toEqual([{ id }]);
});

test("changes of status whose replies are lost are not refused the second time", async () => {
  const { services, loses, lost } = await unreliable();
  const { task, queue } = await draftAndQueue(services);
  const steps = ["tasks.enqueue", "queues.get_next_task", "tasks.started", "tasks.completed", "tasks.publish"];
  for (const step of steps) {
    loses.add(step);
  }

  expect(await services.tasks.enqueue({ task, queue })).toMatchObject({ queued: 1, updated: 1 });
  // A queue that gives a task away to nobody would lose it.
  expect(await services.queues.getNextTask({ queue }, { waitUpTo: 5000 })).toMatchObject({ entry: { task } });
  expect(await services.tasks.started({ task })).toMatchObject({ updated: 1 });
  expect(await services.tasks.completed({ task })).toMatchObject({ updated: 1 });
  expect(await services.tasks.publish({ task })).toMatchObject({ updated: 1 });

  expect(lost).toEqual(steps);
  expect((await services.tasks.getById({ task })).task.status).toBe("published");
});

test("deleting answers the same again, although nothing is there any more", async () => {
  const { services, loses } = await unreliable();
  const { task, queue } = await draftAndQueue(services);
  loses.add("tasks.delete").add("queues.delete");

  expect(await services.tasks.delete({ task })).toMatchObject({ deleted: true });
  expect(await services.queues.delete({ queue })).toMatchObject({ deleted: 1 });
});

test("a batch of events, and a single event, whose replies are lost are stored once", async () => {
  const { services, loses, lost } = await unreliable();
  const { task } = await draftAndQueue(services);
  loses.add("events.add").add("events.add_batch");
  const line = (msg: string) => ({ type: "log" as const, task, level: "info" as const, msg });

  await services.events.addBatch([line("one"), line("two")]);
  await services.events.add(line("three"));

  expect(lost).toEqual(["events.add_batch", "events.add"]);
  expect((await services.events.getTaskLog({ task })).total).toBe(3);
});

test("two calls with the same request are two calls", async () => {
  const { services } = await unreliable();
  const ids = await Promise.all([1, 2].map(() => services.tasks.create({ name: "twin", type: "training" })));
  expect(new Set(ids.map(({ id }) => id)).size).toBe(2);
});

test("a call that is made again under the name of an earlier one gets its answer", async () => {
  const { session } = await unreliable();
  const create = () => session.call("tasks.create", { name: "once", type: "training" }, { identity: "create once" });
  expect(await create()).toEqual(await create());
});
