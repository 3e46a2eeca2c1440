import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "@clearml-ts/archive";
import { expect, onTestFinished, test } from "vitest";
import { ArtifactError } from "../errors.ts";
import { liveConnection } from "../live-connection.fixture.ts";
import { Task } from "../task/task.ts";
import type { Artifact } from "./artifact.ts";

async function runningTask() {
  const { connection } = await liveConnection();
  const task = await Task.init({ project: "demo", name: "artifacts" }, { connection });
  onTestFinished(async () => void (await task.close()));
  return { task, connection };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "clearml-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
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
  };
  for (const [name, value] of Object.entries(values)) {
    await task.uploadArtifact(name, value);
  }
  const table = [
    { city: "São Paulo", temperature: 21.5 },
    { city: "Santa Maria", temperature: null },
  ];
  await task.uploadArtifact("table", { table });
  await task.uploadArtifact("bytes", new Uint8Array([1, 2, 3]), { extension: ".npy" });

  const loaded = await Task.get({ id: task.id }, { connection });
  for (const [name, value] of Object.entries(values)) {
    expect(await named(loaded, name).get()).toEqual(value);
  }
  expect(await named(loaded, "table").get()).toEqual(table);
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
