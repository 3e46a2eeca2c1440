import { expect, test, vi } from "vitest";
import { liveConnection } from "../../live-connection.fixture.ts";
import { Task } from "../../task/task.ts";
import { ArtifactError } from "../errors.ts";
import { LOOK_EVERY } from "./registered-tables.ts";
import { tableStatistics } from "./table-statistics.ts";

async function taskWithTable() {
  const { connection, requests, warnings } = await liveConnection();
  const task = await Task.init({ project: "demo", name: "audited", resourceMonitor: false }, { connection });
  const rooms = [
    { room: "kitchen", degrees: 21 },
    { room: "attic", degrees: 17 },
  ];
  const uploads = () => requests.filter((name) => name === "tasks.add_or_update_artifacts").length;
  const stored = async () => (await task.reload()).artifacts.get("rooms");
  return { task, rooms, uploads, stored, warnings };
}

test("a registered table is stored at once, again when it has changed, and for the last time when the task is closed", async () => {
  const { task, rooms, uploads, stored } = await taskWithTable();
  task.registerArtifact("rooms", rooms, { metadata: { source: "survey" } });
  await task.flush();
  expect(await stored()).toMatchObject({ type: "data-audit-table", metadata: { source: "survey" } });
  expect((await stored())?.record).toMatchObject({
    uri: expect.stringMatching(/\/artifacts\/rooms\/rooms\.csv\.gz$/),
    type_data: { content_type: "text/csv", data_hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  expect((await stored())?.preview).toContain("[rooms]: shape=(2, 2), 2 unique rows, 100.0% uniqueness");
  await task.flush();
  expect(uploads()).toBe(1);

  rooms.push({ room: "attic", degrees: 17 });
  await task.flush();
  expect(uploads()).toBe(2);
  expect(await (await stored())?.get()).toEqual(rooms);
  expect((await stored())?.preview).toContain("[rooms]: shape=(3, 2), 2 unique rows, 66.7% uniqueness");

  rooms.pop();
  await task.close();
  expect(await (await stored())?.get()).toEqual(rooms);
  await task.complete();
  const last = [...rooms];
  rooms.pop();
  await task.flush();
  expect(await (await stored())?.get()).toEqual(last);
});

test("a function gives the table as it is now, and one that is unregistered is followed no longer", async () => {
  const { task, rooms, uploads, stored } = await taskWithTable();
  let current = rooms.slice(0, 1);
  task.registerArtifact("rooms", () => current, { uniquenessColumns: ["room"] });
  expect(task.getRegisteredArtifacts()).toEqual(new Map([["rooms", current]]));
  await expect(task.uploadArtifact("rooms", "text")).rejects.toThrow(ArtifactError);
  current = rooms;
  await task.unregisterArtifact("rooms");
  expect(await (await stored())?.get()).toEqual(rooms);
  expect(task.getRegisteredArtifacts()).toEqual(new Map());
  const before = uploads();
  rooms.pop();
  await task.close();
  expect(uploads()).toBe(before);
});

test("a table of a running task is looked at every five minutes", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const { task, rooms, stored } = await taskWithTable();
    task.registerArtifact("rooms", rooms);
    await task.syncRegisteredArtifacts();
    rooms.pop();
    vi.advanceTimersByTime(LOOK_EVERY);
    await vi.waitUntil(async () => (await stored())?.preview.includes("shape=(1, 2)"), 60_000);
    await task.close();
    rooms.pop();
    vi.advanceTimersByTime(LOOK_EVERY);
    await task.connection.services.debug.ping();
    expect((await stored())?.preview).toContain("shape=(1, 2)");
  } finally {
    vi.useRealTimers();
  }
});

test("a table that is none is a warning at once, and an error for who waits", async () => {
  const { task, warnings } = await taskWithTable();
  task.registerArtifact("rooms", { room: ["kitchen"], degrees: [] });
  await vi.waitUntil(() => warnings.length > 0, 60_000);
  expect(warnings).toEqual([expect.stringContaining('Artifact "rooms" cannot be stored as a table.')]);
  await expect(task.flush()).rejects.toThrow(ArtifactError);
  task.registerArtifact("rooms", [{ room: "kitchen" }], { uniquenessColumns: ["floor"] });
  await expect(task.flush()).rejects.toThrow('It has no column "floor"');
  await task.close();
});

test("rows are compared by the kinds of their cells too", () => {
  const rows = [
    { a: 1, b: 0 },
    { a: "1", b: 0 },
    { a: null, b: 0 },
    { b: 0 },
    { a: new Date(0), b: 0 },
    { a: 1, b: 9 },
  ];
  expect(tableStatistics("t", rows, ["a", "b"])).toBe("[t]: shape=(6, 2), 5 unique rows, 83.3% uniqueness\n");
  expect(tableStatistics("t", rows, ["a"])).toBe("[t]: shape=(6, 2), 4 unique rows, 66.7% uniqueness\n");
  expect(tableStatistics("t", [], [])).toBe("[t]: shape=(0, 0), 0 unique rows, 0.0% uniqueness\n");
});
