import { appendFile, chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { ReportError } from "../delivery/errors.ts";
import { journalRoot } from "../journal/journal-folder.ts";
import type { Task } from "../task/task.ts";
import { leave, processFolder, taskOfUnreachableServer } from "./left-journals.fixture.ts";
import { syncJournals } from "./sync-journals.ts";

async function iterations(task: Task): Promise<number[] | undefined> {
  return (await task.getReportedScalars())["loss"]?.["train"]?.x;
}

function report(task: Task, count: number) {
  for (let iteration = 0; iteration < count; iteration += 1) {
    task.logger.reportScalar("loss", "train", iteration, { iteration });
    task.logger.reportText(`line ${iteration}`);
  }
}

async function lines(task: Task): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for await (const { msg } of task.getReportedConsole()) {
    found.push(msg);
  }
  return found;
}

test.each<[string, () => Response | Promise<Response>]>([
  ["refuses connections", () => Promise.reject(new TypeError("fetch failed"))],
  ["hangs", () => new Promise<never>(() => {})],
  ["answers 500", () => Response.json({ meta: { result_code: 500, result_msg: "broken" }, data: {} }, { status: 500 })],
  ["answers 502", () => new Response("bad gateway", { status: 502 })],
  ["answers 503", () => new Response("", { status: 503 })],
  ["answers 429", () => new Response("slow down", { status: 429 })],
  ["answers garbage", () => new Response("<html>", { status: 200 })],
  ["cuts its answer off", () => new Response('{"meta":{"result_code":200,"res', { status: 200 })],
  [
    "revokes the token",
    () => Response.json({ meta: { result_code: 401, result_msg: "gone" }, data: {} }, { status: 401 }),
  ],
])("a server that %s costs nothing: reports are on disk, and arrive once when it is back", async (_name, answer) => {
  const { task, state, cacheDir, open } = await taskOfUnreachableServer();
  report(task, 1100);
  state.answer = answer;
  const error = await task.flush({ timeout: 5000 }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ReportError);
  expect(error).toMatchObject({ pending: 2200, stored: 2200 });
  await leave(cacheDir);
  const closed = await task.close({ timeout: 1000 });
  expect(closed).toMatchObject({ sent: 0, pending: 2200, stored: 2200, reason: expect.any(Error) });

  state.answer = undefined;
  const { journals } = await syncJournals(await open());
  expect(journals).toEqual([{ task: task.id, delivered: 2200, left: 0, rejected: 0, damaged: 0 }]);
  expect(await iterations(task)).toHaveLength(1100);
  expect(await lines(task)).toEqual(Array.from({ length: 1100 }, (_, iteration) => `line ${iteration}`));
});

test("a batch whose answer was lost with its program is stored once", async () => {
  const { task, state, cacheDir, open } = await taskOfUnreachableServer();
  report(task, 50);
  state.losesAnswers = true;
  await expect(task.flush()).rejects.toThrow(ReportError);
  report(task, 1);
  await task.flush().catch(() => {});
  await leave(cacheDir);
  await task.close({ signal: AbortSignal.abort() });
  state.losesAnswers = false;
  const { journals } = await syncJournals(await open());
  expect(journals).toMatchObject([{ delivered: 102, left: 0 }]);
  expect(await lines(task)).toHaveLength(51);
});

test("a server that is away for ever leaves everything for the next time, and says why", async () => {
  const { task, state, cacheDir, open } = await taskOfUnreachableServer();
  report(task, 5);
  state.answer = () => new Response("", { status: 503 });
  await expect(task.flush()).rejects.toThrow(ReportError);
  const left = await leave(cacheDir);
  await task.close({ signal: AbortSignal.abort() });
  const { journals } = await syncJournals(await open());
  expect(journals).toEqual([
    { task: task.id, delivered: 0, left: 10, rejected: 0, damaged: 0, reason: expect.stringContaining("503") },
  ]);
  expect(await readdir(left)).toEqual(["0.0.journal"]);
});

test("damaged records are skipped and counted, and those of a task that is gone are dropped with the reason", async () => {
  const { task, state, cacheDir, open, connection } = await taskOfUnreachableServer();
  report(task, 5);
  state.answer = () => new Response("", { status: 503 });
  await expect(task.flush()).rejects.toThrow(ReportError);
  const left = await leave(cacheDir);
  await task.close({ signal: AbortSignal.abort() });
  await appendFile(join(left, "0.0.journal"), "00000000 E 99 {}\n\0\0\0");
  state.answer = undefined;
  await connection.services.tasks.delete({ task: task.id, force: true });
  const { journals } = await syncJournals(await open());
  expect(journals).toEqual([
    { task: task.id, delivered: 0, left: 0, rejected: 10, damaged: 2, reason: expect.stringContaining("nvalid task") },
  ]);
});

test("the journal of a process that runs is not touched", async () => {
  const { task, state, cacheDir, open } = await taskOfUnreachableServer();
  report(task, 5);
  state.answer = () => new Response("", { status: 503 });
  await expect(task.flush()).rejects.toThrow(ReportError);
  expect(await syncJournals(await open())).toEqual({ journals: [], running: [process.pid] });
  expect(await readdir(await processFolder(cacheDir))).toEqual(["0.0.journal"]);
  state.answer = undefined;
  await task.flush();
  await vi.waitUntil(async () => (await syncJournals(await open())).running.length === 0, 60_000);
});

test("two programs that start at once deliver what was left once", async () => {
  const { task, state, cacheDir, open } = await taskOfUnreachableServer();
  report(task, 700);
  state.answer = () => new Response("", { status: 503 });
  await expect(task.flush()).rejects.toThrow(ReportError);
  await leave(cacheDir);
  await task.close({ signal: AbortSignal.abort() });
  state.answer = undefined;
  const connections = await Promise.all([open(), open()]);
  const reports = await Promise.all(connections.map((each) => syncJournals(each)));
  expect(reports.flatMap(({ journals }) => journals)).toMatchObject([{ delivered: 1400 }]);
  expect(await lines(task)).toHaveLength(700);
});

test("a folder that cannot be written is said once, and reports go on in memory", async () => {
  const { task, state, cacheDir } = await taskOfUnreachableServer();
  await writeFile(journalRoot(cacheDir), "not a folder");
  report(task, 600);
  await task.flush();
  report(task, 1);
  expect(await task.close()).toMatchObject({ sent: 1202, pending: 0, stored: 0 });
  expect(state.warnings).toEqual([expect.stringContaining("Reports cannot be kept on disk")]);
  await chmod(journalRoot(cacheDir), 0o600);
});

test("no secret is in a journal, and nobody else can read it", async () => {
  const { task, state, cacheDir, server } = await taskOfUnreachableServer();
  report(task, 3);
  state.answer = () => new Response("", { status: 503 });
  await expect(task.flush()).rejects.toThrow(ReportError);
  const folder = await processFolder(cacheDir);
  const texts = await Promise.all([
    readFile(join(folder, "0.0.journal"), "utf8"),
    readFile(join(folder, "..", "account.json"), "utf8"),
  ]);
  const { accessKey, secretKey } = server.credentials;
  for (const text of texts) {
    expect(text).not.toContain(secretKey);
    expect(text).not.toContain(accessKey);
  }
  await task.close({ signal: AbortSignal.abort() });
});
