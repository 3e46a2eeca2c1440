import { beforeEach, expect, test } from "vitest";
import { Database } from "./driver.ts";
import { GroupCommit } from "./group-commit.ts";

let database: Database;
let commits: GroupCommit;

const insert = (value: number | null) => () => {
  database.prepare("INSERT INTO numbers VALUES (?)").run(value);
  return value;
};
const stored = () =>
  database
    .prepare("SELECT value FROM numbers")
    .all<{ value: number }>()
    .map(({ value }) => value);

beforeEach(() => {
  database = Database.open(":memory:");
  database.exec("CREATE TABLE numbers (value INTEGER NOT NULL) STRICT");
  commits = new GroupCommit(database);
});

test("work that arrives together is done in order, each with its own result", async () => {
  expect(await Promise.all([1, 2, 3].map((value) => commits.run(insert(value))))).toEqual([1, 2, 3]);
  expect(stored()).toEqual([1, 2, 3]);
  expect(await commits.run(insert(4))).toBe(4);
});

test("work that fails leaves nothing behind and does not hurt its neighbours", async () => {
  const failing = () => {
    insert(20)();
    return insert(null)();
  };

  const outcomes = await Promise.allSettled([insert(1), failing, insert(3)].map((work) => commits.run(work)));

  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(stored()).toEqual([1, 3]);
});

test("nobody is told of work that was not committed", async () => {
  const endsTheTransaction = () => {
    database.exec("ROLLBACK");
    throw new Error("the disk is full");
  };

  const outcomes = await Promise.allSettled(
    [insert(1), endsTheTransaction, insert(3)].map((work) => commits.run(work)),
  );

  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(stored()).toEqual([]);
  expect(await commits.run(insert(4))).toBe(4);
});
