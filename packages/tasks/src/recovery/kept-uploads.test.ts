import { mkdir, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "@clearml-ts/archive";
import { temporaryFolder } from "@clearml-ts/testing";
import { expect, test, vi } from "vitest";
import { ReportError } from "../delivery/errors.ts";
import { journalRoot } from "../journal/journal-folder.ts";
import { Task } from "../task/task.ts";
import { leave, processFolder, taskOfUnreachableServer } from "./left-journals.fixture.ts";
import { syncJournals } from "./sync-journals.ts";

const gone = () => Promise.reject(new TypeError("fetch failed"));
const status = (code: number) => () => new Response("", { status: code });

/** A server whose file server is away. */
async function withoutFiles(options: { timeout?: number } = {}) {
  const all = await taskOfUnreachableServer(options);
  all.state.concerns = `POST ${all.server.credentials.filesServer}`;
  all.state.answer = gone;
  return all;
}

async function artifactValue(task: Task, name: string): Promise<unknown> {
  await task.reload();
  return await task.artifacts.get(name)?.get();
}

async function filesLeft(cacheDir: string): Promise<string[]> {
  const [account = ""] = await readdir(journalRoot(cacheDir));
  return (await readdir(join(journalRoot(cacheDir), account))).filter((name) => name !== "account.json");
}

async function samples(task: Task): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const { url } of task.getDebugSamples("samples", "text")) {
    found.push(url);
  }
  return found;
}

const never = () => new Promise<never>(() => {});
const envelope = (code: number) => () =>
  Response.json({ meta: { result_code: code, result_msg: "fault" }, data: {} }, { status: code });

test.each<[string, string, () => Response | Promise<Response>]>([
  ["file server refuses connections", "files", gone],
  ["file server hangs", "files", never],
  ["file server answers 500", "files", status(500)],
  ["file server answers 502", "files", status(502)],
  ["file server answers 503", "files", status(503)],
  ["file server answers 507", "files", status(507)],
  ["file server answers 429", "files", status(429)],
  ["file server does not know the token any more", "files", status(401)],
  ["API refuses connections", "tasks.add_or_update_artifacts", gone],
  ["API hangs", "tasks.add_or_update_artifacts", never],
  ["API answers 500", "tasks.add_or_update_artifacts", envelope(500)],
  ["API answers 503", "tasks.add_or_update_artifacts", status(503)],
  ["API answers 429", "tasks.add_or_update_artifacts", status(429)],
  ["API answers garbage", "tasks.add_or_update_artifacts", () => new Response("<html>", { status: 200 })],
  [
    "API cuts its answer off",
    "tasks.add_or_update_artifacts",
    () => new Response('{"meta":{"result_code":200,"res', { status: 200 }),
  ],
  ["API does not know the token any more", "tasks.add_or_update_artifacts", envelope(401)],
])("while the %s, an artifact is kept on disk, and it arrives when that is over", async (_name, concerns, answer) => {
  const { task, state, server, cacheDir } = await taskOfUnreachableServer(
    // Only a call that would never end needs a limit; a busy machine may need its time for the others.
    answer === never ? { timeout: 5000 } : {},
  );
  state.concerns = concerns === "files" ? `POST ${server.credentials.filesServer}` : concerns;
  state.answer = answer;
  const artifact = await task.uploadArtifact("result", { score: 1 });
  const error = await task.flush({ timeout: 100 }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ReportError);
  expect(error).toMatchObject({ pending: 1, stored: 1 });

  state.answer = undefined;
  await vi.waitUntil(
    () =>
      task.flush().then(
        () => true,
        () => false,
      ),
    { timeout: 60_000 },
  );
  expect(await artifactValue(task, "result")).toEqual({ score: 1 });
  expect(task.artifacts.get("result")?.record).toMatchObject(artifact.record);
  expect(await filesLeft(cacheDir)).toEqual([]);
});

test("what a killed program has kept is delivered once by the next that syncs", async () => {
  const { task, state, cacheDir, open } = await withoutFiles();
  const path = join(await temporaryFolder(), "weights.bin");
  await writeFile(path, "weights");
  await task.uploadArtifact("file", { path });
  await task.uploadArtifact("object", { a: 1 });
  await task.uploadArtifact("link", { url: "https://example.com/a.csv" });
  await task.logger.reportMedia("samples", "text", { data: "of 1", extension: ".txt", iteration: 1 });
  await writeFile(path, "overwritten");
  await leave(cacheDir);
  expect(await task.close({ signal: AbortSignal.abort() })).toMatchObject({ sent: 0, pending: 4, stored: 4 });

  state.answer = undefined;
  const connection = await open();
  const { journals } = await syncJournals(connection);
  expect(journals).toEqual([{ task: task.id, delivered: 4, left: 0, rejected: 0, damaged: 0 }]);
  expect(await readFile((await artifactValue(task, "file")) as string, "utf8")).toBe("weights");
  expect(task.artifacts.get("file")).toMatchObject({ hash: sha256("weights"), size: 7 });
  expect(await artifactValue(task, "object")).toEqual({ a: 1 });
  expect(task.artifacts.get("link")?.url).toBe("https://example.com/a.csv");
  const [url = ""] = await samples(task);
  expect(Buffer.from(await connection.storage.read(url)).toString()).toBe("of 1");
  expect(await syncJournals(await open())).toMatchObject({ journals: [] });
});

test("a task whose artifacts are left gets its status with the last of them", async () => {
  const { task, state, cacheDir, open } = await withoutFiles();
  await task.start();
  await task.uploadArtifact("result", "text");
  const left = await leave(cacheDir);
  const end = '{"status":"completed"}';
  const { encodeLine } = await import("../journal/checked-line.ts");
  await writeFile(
    join(left, "0.0.journal"),
    encodeLine(`H {"format":1,"task":"${task.id}","first":0}`) + encodeLine(`S ${end}`),
  );
  await task.close({ signal: AbortSignal.abort() });
  const stillThere = await syncJournals(await open());
  expect(stillThere.journals).toEqual([
    { task: task.id, delivered: 0, left: 1, rejected: 0, damaged: 0, reason: expect.stringContaining("upload") },
  ]);
  expect((await task.reload()).status).toBe("in_progress");
  state.answer = undefined;
  const { journals } = await syncJournals(await open());
  expect(journals).toEqual([{ task: task.id, delivered: 1, left: 0, rejected: 0, damaged: 0, status: "completed" }]);
  expect((await task.reload()).status).toBe("completed");
});

test("an artifact that must arrive is refused with the reason, and not kept", async () => {
  const { task, cacheDir } = await withoutFiles();
  await expect(task.uploadArtifact("result", "text", { waitOnUpload: true })).rejects.toThrow("Could not upload");
  await expect(readdir(journalRoot(cacheDir))).rejects.toThrow("ENOENT");
});

test("an artifact that need not arrive now is on disk when the call returns, and on its way", async () => {
  const { task, state } = await taskOfUnreachableServer();
  const { promise, resolve } = (() => {
    let open: (response: Response) => void = () => {};
    const waiting = new Promise<Response>((settle) => {
      open = settle;
    });
    return { promise: waiting, resolve: open };
  })();
  state.concerns = "tasks.add_or_update_artifacts";
  state.answer = () => promise;
  await task.uploadArtifact("result", { a: 1 }, { waitOnUpload: false });
  await task.reload();
  expect(task.artifacts.has("result")).toBe(false);
  state.answer = undefined;
  resolve(new Response("", { status: 503 }));
  await vi.waitUntil(
    () =>
      task.flush().then(
        () => true,
        () => false,
      ),
    { timeout: 60_000 },
  );
  expect(await artifactValue(task, "result")).toEqual({ a: 1 });
});

test("of artifacts of one name only the latest is kept and sent, and one that arrives takes the place of those", async () => {
  const { task, state, cacheDir } = await withoutFiles();
  for (const epoch of [1, 2, 3]) {
    await task.uploadArtifact("checkpoint", { epoch });
  }
  await expect(task.flush()).rejects.toMatchObject({ pending: 1 });
  expect(await readdir(await processFolder(cacheDir))).toHaveLength(2);
  state.answer = undefined;
  await task.uploadArtifact("checkpoint", { epoch: 4 }, { waitOnUpload: true });
  await task.flush();
  expect(await artifactValue(task, "checkpoint")).toEqual({ epoch: 4 });
  expect(await filesLeft(cacheDir)).toEqual([]);
});

test("what was left behind does not replace what another program has stored since", async () => {
  const { task, state, cacheDir, open } = await withoutFiles();
  await task.uploadArtifact("result", { version: "old" });
  await leave(cacheDir);
  await task.close({ signal: AbortSignal.abort() });
  state.answer = undefined;
  const connection = await open();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 5000 });
  const elsewhere = await Task.get({ id: task.id }, { connection });
  await elsewhere.uploadArtifact("result", { version: "new" });
  vi.useRealTimers();
  expect((await syncJournals(await open())).journals).toMatchObject([{ delivered: 1, left: 0 }]);
  expect(await artifactValue(task, "result")).toEqual({ version: "new" });
});

test("content that was changed on disk, or cut off, is not sent, and it is said", async () => {
  const { task, state, cacheDir, open } = await withoutFiles();
  for (const name of ["changed", "short", "whole"]) {
    await task.uploadArtifact(name, new Uint8Array([1, 2, 3]));
  }
  const left = await leave(cacheDir);
  await task.close({ signal: AbortSignal.abort() });
  await writeFile(join(left, "0.content"), new Uint8Array([1, 2, 4]));
  await truncate(join(left, "1.content"), 2);
  state.answer = undefined;
  expect((await syncJournals(await open())).journals).toEqual([
    {
      task: task.id,
      ...{ delivered: 1, left: 0, rejected: 0, damaged: 2 },
      reason: "the content that was kept has been changed",
    },
  ]);
  await task.reload();
  expect([...task.artifacts.keys()]).toEqual(["whole"]);
});

test("artifacts of a task that is gone are dropped with the reason", async () => {
  const { task, state, cacheDir, open, connection } = await withoutFiles();
  await task.uploadArtifact("result", "text");
  await leave(cacheDir);
  await task.close({ signal: AbortSignal.abort() });
  state.answer = undefined;
  await connection.services.tasks.delete({ task: task.id, force: true });
  expect((await syncJournals(await open())).journals).toEqual([
    { task: task.id, delivered: 0, left: 0, rejected: 1, damaged: 0, reason: expect.stringContaining("nvalid task") },
  ]);
});

test("when the disk takes nothing either, the caller is told why it was not sent, and the user of the disk once", async () => {
  const { task, state, cacheDir } = await withoutFiles();
  await writeFile(journalRoot(cacheDir), "not a folder");
  await expect(task.uploadArtifact("a", "text")).rejects.toThrow("Could not upload");
  const image = task.logger.reportMedia("samples", "text", { data: "x", extension: ".txt" });
  await expect(image).rejects.toThrow("Could not upload");
  expect(state.warnings).toEqual([expect.stringContaining("cannot be kept on disk")]);
});

test("samples that are reported while the server is away are shown in order when it is back, each once", async () => {
  const { task, state, cacheDir } = await withoutFiles();
  for (const iteration of [1, 2, 3]) {
    await task.logger.reportMedia("samples", "text", { data: `of ${iteration}`, extension: ".txt", iteration });
  }
  expect(await samples(task)).toEqual([]);
  state.answer = undefined;
  await vi.waitUntil(
    () =>
      task.flush().then(
        () => true,
        () => false,
      ),
    { timeout: 60_000 },
  );
  expect(await samples(task)).toHaveLength(3);
  expect(await filesLeft(cacheDir)).toEqual([]);
});

test("a file that cannot be read is refused at once, and so is a value that no server takes", async () => {
  const { task, cacheDir } = await withoutFiles();
  await mkdir(journalRoot(cacheDir), { recursive: true });
  await expect(task.uploadArtifact("a", { path: "/nowhere" })).rejects.toThrow("/nowhere");
  await expect(task.logger.reportImage("a", "b", { path: "/nowhere.png" })).rejects.toThrow("/nowhere.png");
  expect(await readdir(journalRoot(cacheDir))).toEqual([]);
});
