import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { BatchReply, FreedSpace } from "@clearml-ts/protocol";
import { temporaryFolder } from "@clearml-ts/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Database } from "../database/driver.ts";
import { basic, call } from "../fixtures/server.fixture.ts";
import type { Server } from "../startup/server.ts";
import { startServer } from "../startup/start-server.ts";

let folder: string;
let server: Server;
beforeEach(async () => {
  folder = await temporaryFolder();
  server = await startServer({ dataDir: folder, listen: false });
});
afterEach(async () => {
  await server.close();
});

async function ok<T = Record<string, unknown>>(endpoint: string, body: unknown, headers = {}): Promise<T> {
  const answer = await call<T>(server, endpoint, body, { ...basic(server.credentials), ...headers });
  expect(answer.meta.result_msg).toBe("OK");
  return answer.data;
}

/** Uploads ten bytes and returns their address. */
async function upload(path: string): Promise<string> {
  const { token } = await ok<{ token: string }>("auth.login", {});
  const body = new FormData();
  body.append(path, new Blob(["0123456789"]), "file");
  const headers = { authorization: `Bearer ${token}` };
  const response = await server.fetch(server.urls.files, { method: "POST", headers, body });
  expect(response.status).toBe(200);
  return `${server.urls.files}/${path}`;
}

/** The number of events that each task of `makeTask` reports. */
const EVENTS = 6;

/** Makes a task that leaves something in every place where tasks do: 8 rows and 4 files in all. */
async function makeTask(name: string, project?: string): Promise<{ task: string; model: string }> {
  const { id: task } = await ok<{ id: string }>("tasks.create", { name, type: "training", project });
  const at = (path: string) => upload(`comfort/${name}.${task}/${path}`);
  await ok("tasks.add_or_update_artifacts", {
    task,
    artifacts: [
      { key: "table", type: "csv", uri: await at("artifacts/table/table.csv") },
      { key: "elsewhere", type: "csv", uri: "s3://bucket/table.csv" },
    ],
  });
  const { id: model } = await ok<{ id: string }>("models.create", {
    name: `model of ${name}`,
    task,
    project,
    uri: await at("models/weights.bin"),
    ready: false,
  });
  await ok("tasks.add_or_update_model", { task, name: "weights", type: "output", model });
  const plot = JSON.stringify({ layout: { images: [{ source: await at("metrics/plot.png") }] } });
  const events = [
    { type: "training_stats_scalar", metric: "loss", variant: "train", iter: 1, value: 1 },
    { type: "training_stats_scalar", metric: "loss", variant: "train", iter: 2, value: 2 },
    { type: "log", level: "info", msg: "hello" },
    { type: "plot", metric: "picture", variant: "a", iter: 1, plot_str: plot },
    { type: "training_debug_image", metric: "room", variant: "a", iter: 1, url: await at("metrics/room.png") },
    { type: "training_stats_vector", metric: "v", variant: "a", iter: 1, values: [1, 2] },
  ];
  expect(events).toHaveLength(EVENTS);
  const lines = events.map((event) => JSON.stringify({ task, ...event })).join("\n");
  await ok("events.add_batch", lines, { "content-type": "application/json-lines" });
  return { task, model };
}

/** Every table, by name: how many rows it has, and every row as text. */
function everything(): Map<string, { rows: number; text: string }> {
  const database = Database.openForReading(join(folder, "clearml.db"));
  const names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all<{ name: string }>();
  const tables = names.map(({ name }) => {
    const columns = database.prepare(`PRAGMA table_info(${name})`).all<{ name: string; type: string }>();
    // Documents are binary JSON, in which a text stands as it is but in pieces that are no use here; points are bare numbers.
    const text = (name: string) => `iif(json_valid(${name}, 8), json(${name}), hex(${name}))`;
    const shown = columns.map((column) => (column.type === "BLOB" ? text(column.name) : column.name));
    const rows = database
      .prepare(`SELECT concat_ws(' ', ${shown.join(", ")}) AS text FROM ${name}`)
      .all<{ text: string }>();
    return [name, { rows: rows.length, text: rows.map(({ text }) => text).join("\n") }] as const;
  });
  database.close();
  return new Map(tables);
}

/** The tables in which an id is found. */
function traces(id: string): string[] {
  return [...everything()].filter(([, { text }]) => text.includes(id)).map(([name]) => name);
}

function rowsOf(names?: readonly string[]): Record<string, number> {
  const all = [...everything()].filter(([name]) => names === undefined || names.includes(name));
  return Object.fromEntries(all.map(([name, { rows }]) => [name, rows]));
}

/** The files that are left when everything is removed that waits for it. */
async function filesLeft(): Promise<string[]> {
  await server.close();
  return await readdir(join(folder, "files"), { recursive: true });
}

test("of a deleted task nothing is left in any table, nor any file or folder, and the answer says how much that was", async () => {
  const { id: queue } = await ok<{ id: string }>("queues.create", { name: "comfort" });
  const report = (task?: string) =>
    ok("workers.status_report", { worker: "w", timestamp: Date.now(), task, machine_stats: { cpu_usage: [1] } });
  await ok("workers.register", { worker: "w", queues: [queue] });
  await report();
  const before = rowsOf();

  const { task, model } = await makeTask("training");
  await ok("tasks.enqueue", { task, queue });
  await ok("queues.get_next_task", { queue });
  await ok("tasks.started", { task });
  await report(task);
  await ok("tasks.stopped", { task });
  await report();
  await ok("tasks.enqueue", { task, queue, force: true });
  expect(traces(task)).toEqual(expect.arrayContaining(["tasks", "models", "queues", "event_series", "event_receipts"]));

  const { freed } = await ok<{ freed: FreedSpace }>("tasks.delete", { task, force: true });

  expect(freed).toEqual({ rows: 2 + EVENTS, files: 4, bytes: 40 });
  // Files to be removed are noted until they are gone.
  expect([traces(task), traces(model)]).toEqual([["files_to_remove"], []]);
  // Measurements of machines and queues are their own history.
  const history = { worker_measurements: expect.any(Number), queue_measurements: expect.any(Number) };
  expect(rowsOf()).toEqual({ ...before, ...history, files_to_remove: 4 });
  expect(await filesLeft()).toEqual([".uploads"]);
  expect([traces(task), rowsOf(["files_to_remove"])]).toEqual([[], { files_to_remove: 0 }]);
});

test("files stay when that is asked for, and are not counted", async () => {
  const { task } = await makeTask("training");
  const { freed } = await ok<{ freed: FreedSpace }>("tasks.delete", {
    task,
    force: true,
    delete_external_artifacts: false,
  });
  expect(freed).toEqual({ rows: 2 + EVENTS, files: 0, bytes: 0 });
  expect((await filesLeft()).filter((path) => /\.(bin|csv|png)$/.test(path))).toHaveLength(4);
});

test("resetting a task frees what it reported and made", async () => {
  const { task } = await makeTask("training");
  const { freed } = await ok<{ freed: FreedSpace }>("tasks.reset", { task });
  expect(freed).toEqual({ rows: 1 + EVENTS, files: 4, bytes: 40 });
  expect(traces(task).sort()).toEqual(["files_to_remove", "tasks"]);
});

test.each(["tasks.delete_many", "tasks.reset_many"])("%s says it of each task", async (endpoint) => {
  const [one, two] = [await makeTask("one"), await makeTask("two")];
  const { succeeded } = await ok<BatchReply<{ id: string; freed: FreedSpace }>>(endpoint, {
    ids: [one.task, two.task],
    force: true,
  });
  const records = endpoint === "tasks.delete_many" ? 2 : 1;
  expect(succeeded.map(({ id, freed }) => [id, freed])).toEqual(
    [one.task, two.task].map((id) => [id, { rows: records + EVENTS, files: 4, bytes: 40 }]),
  );
});

test("a deleted model frees its file", async () => {
  const { model } = await makeTask("training");
  const { freed } = await ok<{ freed: FreedSpace }>("models.delete", { model });
  expect(freed).toEqual({ rows: 1, files: 1, bytes: 10 });
  expect(traces(model)).toEqual([]);
});

test("a deleted project frees what it held, at any depth", async () => {
  const { id: project } = await ok<{ id: string }>("projects.create", { name: "comfort" });
  const { id: below } = await ok<{ id: string }>("projects.create", { name: "comfort/.datasets/survey" });
  const before = await makeTask("outside");
  const made = [await makeTask("one", project), await makeTask("two", below)];

  const { freed } = await ok<{ freed: FreedSpace }>("projects.delete", { project, force: true, delete_contents: true });

  // Besides comfort and survey there is the hidden one between them.
  expect(freed).toEqual({ rows: 3 + 2 * (2 + EVENTS), files: 8, bytes: 80 });
  for (const { task, model } of made) {
    expect(traces(task)).toEqual(["files_to_remove"]);
    expect(traces(model)).toEqual([]);
  }
  expect(traces(before.task)).toContain("event_series");
});

test("a project deleted without what it holds frees itself alone", async () => {
  const { id: project } = await ok<{ id: string }>("projects.create", { name: "comfort" });
  await makeTask("one", project);
  const { freed } = await ok<{ freed: FreedSpace }>("projects.delete", { project, force: true });
  expect(freed).toEqual({ rows: 1, files: 0, bytes: 0 });
});

test("deleted reports and runs of pipelines say it too", async () => {
  const { id: report } = await ok<{ id: string }>("reports.create", { name: "of the month" });
  const { freed } = await ok<{ freed: FreedSpace }>("reports.delete", { task: report });
  expect(freed).toEqual({ rows: 1, files: 0, bytes: 0 });

  const { id: project } = await ok<{ id: string }>("projects.create", { name: "comfort/.pipelines/nightly" });
  const run = (name: string) => ok<{ id: string }>("tasks.create", { name, type: "controller", project });
  const [old] = [await run("run 1"), await run("run 2")];
  const { succeeded } = await ok<BatchReply<{ freed: FreedSpace }>>("pipelines.delete_runs", {
    ids: [old.id],
    project,
  });
  expect(succeeded).toMatchObject([{ freed: { rows: 1, files: 0, bytes: 0 } }]);
});

test("what deleting frees in the database is used again, and the statistics tell", async () => {
  const fill = async () => {
    const { id: task } = await ok<{ id: string }>("tasks.create", { name: "talkative", type: "training" });
    const line = JSON.stringify({ type: "log", task, level: "info", msg: "x".repeat(5000) });
    await ok("events.add_batch", Array(200).fill(line).join("\n"), { "content-type": "application/json-lines" });
    return task;
  };
  const resources = async () => {
    const { server: own } = await ok<{ server: { resources: Record<string, number> } }>("server.get_stats", {});
    return own.resources;
  };
  const first = await fill();
  const full = await resources();
  await ok("tasks.delete", { task: first, force: true });
  expect((await resources())["database_free_bytes"]).toBeGreaterThan(1_000_000);

  for (let round = 0; round < 5; round++) {
    await ok("tasks.delete", { task: await fill(), force: true });
  }

  const { database_bytes = 0 } = await resources();
  expect(database_bytes).toBeLessThan((full["database_bytes"] ?? 0) * 1.1);
});
