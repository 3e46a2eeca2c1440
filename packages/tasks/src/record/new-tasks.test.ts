import { expect, test } from "vitest";
import { liveConnection } from "../live-connection.fixture.ts";
import { Task } from "../task/task.ts";

const reads = (requests: readonly string[]) => requests.filter((name) => /^tasks\.get/.test(name)).length;

test("a new task is not read before it is changed, since nobody else has changed it", async () => {
  const { connection, requests } = await liveConnection();
  const task = await Task.create({ project: "new", name: "alone", parameters: { a: 1 } }, { connection });
  await task.setParameters({ b: 2 });
  await task.setRuntimeProperties({ c: "3" });
  await task.setComment("four");
  expect(reads(requests)).toBe(0);
  const record = structuredClone(task.record);
  await task.reload();
  for (const field of ["hyperparams", "runtime", "comment", "status", "script", "tags"] as const) {
    expect(record[field]).toEqual(task.record[field]);
  }
});

test("a new task is read again when a second object stands for it, or somebody else may know it", async () => {
  const { connection } = await liveConnection();
  const task = await Task.create({ project: "new", name: "shared" }, { connection });
  const other = await Task.get({ id: task.id }, { connection });
  await other.setRuntimeProperties({ others: "1" });
  await task.setRuntimeProperties({ own: "2" });
  expect((await other.reload()).record.runtime).toMatchObject({ others: "1", own: "2" });
});
