import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import type { Socket } from "node:net";
import type { ReplyOf } from "@clearml-ts/protocol";
import { expect, onTestFinished, test, vi } from "vitest";
import { RecordsServer } from "../fixtures/records.fixture.ts";
import { basic, call } from "../fixtures/server.fixture.ts";

const MINUTE = 60_000;

/** Asks for the next task of a queue, and waits for one. */
async function nextTask(s: RecordsServer, queue: string, signal?: AbortSignal, milliseconds = MINUTE) {
  const { urls, credentials } = s.server;
  const response = await s.server.fetch(`${urls.api}/queues.get_next_task`, {
    method: "POST",
    headers: { ...basic(credentials), "x-clearml-ts-wait": `${milliseconds}` },
    body: JSON.stringify({ queue }),
    ...(signal && { signal }),
  });
  return ((await response.json()) as { data: ReplyOf<"queues.get_next_task"> }).data.entry?.task;
}

/** A promise, and whether it is settled. */
function watched<T>(promise: Promise<T>) {
  const state = { promise, isSettled: false };
  void promise.catch(() => {}).finally(() => Object.assign(state, { isSettled: true }));
  return state;
}

async function queueOf(s: RecordsServer, name: string): Promise<string> {
  return (await s.ok("queues.create", { name })).id;
}

test("the answer to who waits for a task comes with the task", async () => {
  await using s = await RecordsServer.start();
  const queue = await queueOf(s, "waited for");
  const task = await s.task();
  const next = watched(nextTask(s, queue));
  await s.ok("queues.get_num_entries", { queue });
  expect(next.isSettled).toBe(false);

  await s.ok("tasks.enqueue", { task, queue });
  expect(await next.promise).toBe(task);
});

test("of two who wait, one gets the task", async () => {
  await using s = await RecordsServer.start();
  const queue = await queueOf(s, "waited for");
  const waiting = [watched(nextTask(s, queue)), watched(nextTask(s, queue))];
  const [first, second] = [await s.task(), await s.task()];
  await s.ok("tasks.enqueue", { task: first, queue });
  expect(await Promise.race(waiting.map(({ promise }) => promise))).toBe(first);
  expect(waiting.filter(({ isSettled }) => isSettled)).toHaveLength(1);
  expect(await s.ok("queues.get_num_entries", { queue })).toEqual({ num: 0 });

  await s.ok("tasks.enqueue", { task: second, queue });
  expect((await Promise.all(waiting.map(({ promise }) => promise))).sort()).toEqual([first, second].sort());
});

test("a list of tasks is answered when one of them becomes as it was asked for", async () => {
  await using s = await RecordsServer.start();
  const task = await s.task();
  const request = { id: [task], status: ["completed", "failed"], only_fields: ["status"] };
  const ended = watched(
    call<ReplyOf<"tasks.get_all">>(s.server, "tasks.get_all", request, {
      ...basic(s.server.credentials),
      "x-clearml-ts-wait": `${MINUTE}`,
    }),
  );
  await s.ok("tasks.started", { task });
  await s.task();
  expect(ended.isSettled).toBe(false);

  await s.ok("tasks.failed", { task });
  expect((await ended.promise).data.tasks).toEqual([{ status: "failed" }]);
});

test("an answer is empty when the time is over", async () => {
  await using s = await RecordsServer.start();
  const queue = await queueOf(s, "empty");
  expect(await nextTask(s, queue, undefined, 1)).toBeUndefined();
});

test.each(["", "0", "-1", "soon", "NaN"])('a time of "%s" is none', async (time) => {
  await using s = await RecordsServer.start();
  const headers = { ...basic(s.server.credentials), "x-clearml-ts-wait": time };
  expect((await call(s.server, "tasks.get_all", {}, headers)).data).toMatchObject({ tasks: [] });
});

test("a queue that is deleted is refused to who waits for it", async () => {
  await using s = await RecordsServer.start();
  const queue = await queueOf(s, "short-lived");
  const headers = { ...basic(s.server.credentials), "x-clearml-ts-wait": `${MINUTE}` };
  const next = call(s.server, "queues.get_next_task", { queue }, headers);
  await s.ok("queues.get_num_entries", { queue });
  await s.ok("queues.delete", { queue });
  expect((await next).result).toBe("400/701");
});

test("a user waits at 64 places, and who goes away gives up the place", async () => {
  await using s = await RecordsServer.start();
  const [crowded, other] = [await queueOf(s, "crowded"), await queueOf(s, "other")];
  const leaving = new AbortController();
  const waiting = Array.from({ length: 65 }, () => watched(nextTask(s, crowded, leaving.signal)));
  expect(await Promise.race(waiting.map(({ promise }) => promise))).toBeUndefined();
  await s.ok("queues.get_num_entries", { queue: crowded });
  expect(waiting.filter(({ isSettled }) => isSettled)).toHaveLength(1);

  leaving.abort();
  const task = await s.task();
  const next = watched(nextTask(s, other));
  await s.ok("queues.get_num_entries", { queue: other });
  expect(next.isSettled).toBe(false);
  await s.ok("tasks.enqueue", { task, queue: other });
  expect(await next.promise).toBe(task);
});

test("who has gone away gets no task", async () => {
  await using s = await RecordsServer.start({ listen: true, apiPort: 0, webPort: 0, filesPort: 0 });
  const queue = await queueOf(s, "left");
  const { urls, credentials } = s.server;
  const leaving = new AbortController();
  const connections: Socket[] = [];
  const remember = (message: unknown) => void connections.push((message as { socket: Socket }).socket);
  subscribe("net.server.socket", remember);
  onTestFinished(() => void unsubscribe("net.server.socket", remember));
  const left = fetch(`${urls.api}/queues.get_next_task`, {
    method: "POST",
    headers: { ...basic(credentials), "x-clearml-ts-wait": `${MINUTE}` },
    body: JSON.stringify({ queue }),
    signal: leaving.signal,
  });
  await vi.waitUntil(() => connections.length > 0, { timeout: MINUTE });
  const closed = once(connections[0] as Socket, "close");
  await fetch(`${urls.api}/debug.ping`);
  leaving.abort();
  await expect(left).rejects.toThrow("aborted");
  await closed;
  const task = await s.task();
  await s.ok("tasks.enqueue", { task, queue });
  expect(await nextTask(s, queue)).toBe(task);
});

test("closing the server gives what is held back at once", async () => {
  const s = await RecordsServer.start();
  onTestFinished(() => s.server.close());
  const queue = await queueOf(s, "empty");
  const next = nextTask(s, queue);
  await s.ok("queues.get_num_entries", { queue });
  await s.server.close();
  expect(await next).toBeUndefined();
});
