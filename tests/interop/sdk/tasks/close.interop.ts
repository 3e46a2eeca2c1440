import { Task } from "@clearml-ts/tasks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";

let both: BothLanguages;

beforeAll(async () => {
  both = await bothLanguages();
});

afterAll(() => both[Symbol.asyncDispose]());

/** The same calls as in `write_closed.py`. */
async function closeTasks(): Promise<{ ids: Record<string, string>; whileRunning: string }> {
  const { connection } = both;
  const project = "interop/from typescript/closed";
  const init = (name: string) => Task.init({ project, name, resourceMonitor: false }, { connection });
  const running = await init("running");
  await running.close();
  const completed = await init("completed");
  await completed.complete();
  await completed.close();
  const failed = await init("failed");
  await failed.fail("no more memory");
  await failed.close();
  const published = await init("published");
  await published.complete();
  await published.publish();
  await published.close();
  const draft = await Task.create({ project, name: "draft" }, { connection });
  await draft.close();
  const owner = await init("of another object");
  await (await Task.get({ id: owner.id }, { connection })).close();
  const whileRunning = (await owner.reload()).status;
  await owner.close();
  const tasks = { running, completed, failed, published, draft, "of another object": owner };
  return { ids: Object.fromEntries(Object.entries(tasks).map(([name, { id }]) => [name, id])), whileRunning };
}

async function statuses(ids: Record<string, string>): Promise<Record<string, string>> {
  const found = Object.entries(ids).map(async ([name, id]) => [name, (await Task.get({ id }, both)).status]);
  return Object.fromEntries(await Promise.all(found));
}

test("a task that is closed has the same status in both languages", async () => {
  const python = await both.python.run<Awaited<ReturnType<typeof closeTasks>>>("tasks/write_closed.py");
  const typeScript = await closeTasks();
  expect(await statuses(typeScript.ids)).toEqual(await statuses(python.ids));
  expect(await statuses(typeScript.ids)).toMatchObject({ running: "completed", failed: "failed", draft: "created" });
  expect([typeScript.whileRunning, python.whileRunning]).toEqual(["in_progress", "in_progress"]);
});
