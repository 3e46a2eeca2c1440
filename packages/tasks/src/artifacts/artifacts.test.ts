import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "@clearml-ts/archive";
import { ContentMismatchError } from "@clearml-ts/storage";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, onTestFinished, test } from "vitest";
import { liveConnection } from "../live-connection.fixture.ts";
import { Task } from "../task/task.ts";
import type { Artifact } from "./artifact.ts";
import { ArtifactError } from "./errors.ts";
import { NumpyArray } from "./formats/numpy-array.ts";

async function runningTask() {
  const { connection, server } = await liveConnection();
  const task = await Task.init({ project: "demo", name: "artifacts" }, { connection });
  onTestFinished(async () => void (await task.close()));
  return { task, connection, server };
}

function named(task: Task, name: string): Artifact {
  const artifact = task.artifacts.get(name);
  if (!artifact) {
    throw new Error(`no artifact ${name}`);
  }
  return artifact;
}

test("every kind of value comes back as it went in", async () => {
  const { task, connection } = await runningTask();
  const values = {
    object: { b: 1, a: [true, null] },
    list: [1, "x"],
    number: 0.5,
    nothing: null,
    text: "héllo",
    empty: "",
    "line ends": "a\r\nb",
    special: [Number.NaN, { below: -Infinity }, -0, 1e300],
    large: [2n ** 64n, { id: 12345678901234567890n }],
    lone: 2n ** 53n,
    floats: Float32Array.of(0.5, Number.NaN),
    integers: BigInt64Array.of(2n ** 60n),
    grid: new NumpyArray(Float64Array.of(1, 2, 3, 4, 5, 6), [3, 2]),
    "name/of.npy": Uint16Array.of(1),
  };
  for (const [name, value] of Object.entries(values)) {
    await task.uploadArtifact(name, value);
  }
  const table = [
    { city: "São Paulo", temperature: 21.5, id: "00123", at: new Date(0) },
    { city: "Santa Maria", temperature: null, id: "12345678901234567890", at: null },
  ];
  await task.uploadArtifact("table", { table }, { metadata: { rows: 2 } });
  await task.uploadArtifact("bytes", new Uint8Array([1, 2, 3]), { extension: ".npy" });

  const loaded = await Task.get({ id: task.id }, { connection });
  for (const [name, value] of Object.entries(values)) {
    expect(await named(loaded, name).get()).toEqual(value);
  }
  expect(await named(loaded, "table").get()).toEqual(table);
  expect(named(loaded, "table").metadata).toEqual({ rows: "2" });
  const path = (await named(loaded, "bytes").get()) as string;
  expect([...(await readFile(path))]).toEqual([1, 2, 3]);
});

test("the record says what was stored, where, and what it looks like", async () => {
  const { task } = await runningTask();
  const before = Math.floor(Date.now() / 1000);
  const made = await task.uploadArtifact("a/b: c", { x: 1 }, { metadata: { rows: 3, note: "raw" }, preview: "one x" });
  const artifact = named(task, "a/b: c");
  const text = '{\n    "x": 1\n}';
  expect(made.url).toBe(artifact.url);
  expect(artifact).toMatchObject({
    type: "dict",
    mode: "output",
    hash: sha256(text),
    size: text.length,
    preview: "one x",
    metadata: { rows: "3", note: "raw" },
  });
  expect(artifact.timestamp.getTime() / 1000).toBeGreaterThanOrEqual(before);
  expect(artifact.url).toBe(
    `${task.connection.config.filesServer}/demo/artifacts.${task.id}/artifacts/a.slash.b0x3a%20c/a.slash.b0x3a%20c.json`,
  );
});

test("files and folders come back as paths, a folder unpacked", async () => {
  const { task } = await runningTask();
  const folder = await temporaryFolder();
  await mkdir(join(folder, "data", "sub"), { recursive: true });
  await writeFile(join(folder, "data", "a.csv"), "x\n1\n");
  await writeFile(join(folder, "data", "sub", "b.txt"), "b");
  await task.uploadArtifact("file", { path: join(folder, "data", "a.csv") });
  await task.uploadArtifact("folder", { path: join(folder, "data") });

  expect(await readFile((await named(task, "file").get()) as string, "utf8")).toBe("x\n1\n");
  const unpacked = (await named(task, "folder").get()) as string;
  expect(await readFile(join(unpacked, "sub", "b.txt"), "utf8")).toBe("b");
  expect(await named(task, "folder").getLocalCopy()).toBe(unpacked);
});

test("an artifact of the same name replaces the one before", async () => {
  const { task } = await runningTask();
  await task.uploadArtifact("result", "first");
  await task.uploadArtifact("result", { second: true });
  expect(task.artifacts.size).toBe(1);
  expect(await named(task, "result").get()).toEqual({ second: true });
});

test("maps, sets and typed arrays come back as objects and lists, whole numbers beyond 2^53 as bigints", async () => {
  const { task } = await runningTask();
  await task.uploadArtifact("value", {
    map: new Map([["a", new Set([1])]]),
    array: Uint8Array.of(1, 2),
    large: 2 ** 53,
  });
  expect(await named(task, "value").get()).toEqual({ map: { a: [1] }, array: [1, 2], large: 2n ** 53n });
  await expect(task.uploadArtifact("note", 1, { metadata: { nested: { run: () => 1 } } })).rejects.toMatchObject({
    name: "ArtifactError",
    path: "$.nested.run",
  });
});

test("an artifact that was replaced is read anew, by whoever reads its new record", async () => {
  const { task, server } = await runningTask();
  const folder = await temporaryFolder();
  await writeFile(join(folder, "a.txt"), "1");
  await task.uploadArtifact("value", { v: 1 });
  await task.uploadArtifact("folder", { path: folder });
  const before = named(task, "value");
  expect(await before.get()).toEqual({ v: 1 });
  const unpacked = (await named(task, "folder").get()) as string;
  expect(await readFile(join(unpacked, "a.txt"), "utf8")).toBe("1");

  // Another machine, with a cache of its own.
  const { connection: other } = await liveConnection({ server });
  const there = await Task.get({ id: task.id }, { connection: other });
  await writeFile(join(folder, "a.txt"), "2");
  await there.uploadArtifact("value", { v: 2 });
  await there.uploadArtifact("folder", { path: folder });

  await task.reload();
  expect(await named(task, "value").get()).toEqual({ v: 2 });
  const again = (await named(task, "folder").get()) as string;
  expect(await readFile(join(again, "a.txt"), "utf8")).toBe("2");
  await expect(before.get()).rejects.toThrow(ContentMismatchError);
  expect(await before.get({ verify: false })).toEqual({ v: 2 });
});

test("a pickle is refused with a word on what to store instead, and its file is given when it is asked for", async () => {
  const { task, connection } = await runningTask();
  const uri = await connection.storage.upload(new Uint8Array([0x80, 4, 0x2e]), `${task.outputFolder}/list.pkl`);
  await connection.services.tasks.addOrUpdateArtifacts({
    task: task.id,
    artifacts: [
      { key: "list", type: "pickle", uri, type_data: { content_type: "application/pickle" } },
      { key: "frame", type: "pandas", uri, type_data: { content_type: "application/parquet" } },
    ],
  });
  await task.reload();
  await expect(named(task, "list").get()).rejects.toThrow(
    "In Python store a dict, a str, a NumPy array or a data frame",
  );
  await expect(named(task, "frame").get()).rejects.toThrow('extension_name=".csv.gz"');
  expect(await readFile(await named(task, "list").getLocalCopy())).toHaveLength(3);
});

test("artifacts stored at the same time are all listed", async () => {
  const { task } = await runningTask();
  const names = ["a", "b", "c", "d", "e"];
  await Promise.all(names.map((name) => task.uploadArtifact(name, { name })));
  await task.reload();
  expect([...task.artifacts.keys()]).toEqual(names);
});

test("a link is recorded as it is, and content that does not fit its type is refused", async () => {
  const { task, connection } = await runningTask();
  await task.uploadArtifact("link", { url: "https://example.com/a.csv" });
  expect(named(task, "link")).toMatchObject({ url: "https://example.com/a.csv", hash: undefined, size: undefined });

  const broken = await connection.storage.upload("{ not json", `${task.outputFolder}/broken.json`);
  await connection.services.tasks.addOrUpdateArtifacts({
    task: task.id,
    artifacts: [{ key: "broken", type: "dict", uri: broken, type_data: { content_type: "application/json" } }],
  });
  await task.reload();
  await expect(named(task, "broken").get()).rejects.toThrow(ArtifactError);
});

test("JSON with Python's NaN and infinities is read", async () => {
  const { task, connection } = await runningTask();
  const uri = await connection.storage.upload('{"a": NaN, "b": [-Infinity, "NaN"]}', `${task.outputFolder}/nan.json`);
  await connection.services.tasks.addOrUpdateArtifacts({
    task: task.id,
    artifacts: [{ key: "nan", type: "JSON", uri }],
  });
  await task.reload();
  expect(await named(task, "nan").get()).toEqual({ a: Number.NaN, b: [Number.NEGATIVE_INFINITY, "NaN"] });
});
