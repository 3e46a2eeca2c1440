import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Database } from "./driver.ts";
import { holdFile } from "./file-hold.ts";

function openInMemory(): Database {
  const database = Database.open(":memory:");
  database.exec("CREATE TABLE things (id TEXT PRIMARY KEY, n INTEGER, data BLOB) STRICT");
  return database;
}

test("rows are what was stored, and nothing else", () => {
  const database = openInMemory();
  database.prepare("INSERT INTO things VALUES (?, ?, ?)").run("a", 1, new Uint8Array([1, 2]));

  const expected = { id: "a", n: 1, data: new Uint8Array([1, 2]) };
  const select = database.prepare("SELECT * FROM things");
  expect(select.get()).toEqual(expected);
  expect(select.all()).toEqual([expected]);
  expect([...select.iterate()]).toEqual([expected]);
});

test("a missing row is undefined", () => {
  expect(openInMemory().prepare("SELECT * FROM things WHERE id = ?").get("nothing")).toBeUndefined();
});

test("booleans, undefined and parameters by name can be bound", () => {
  const database = openInMemory();
  database.prepare("INSERT INTO things VALUES (:id, :n, :data)").run({ id: "a", n: true, data: undefined });

  expect(database.prepare("SELECT n, data FROM things WHERE id = :id").get({ id: "a" })).toEqual({ n: 1, data: null });
});

test("a value that no column can hold is refused instead of ending the process", () => {
  const statement = openInMemory().prepare("INSERT INTO things (id) VALUES (?)");

  for (const value of [["a"], { id: "a" }, () => "a"]) {
    expect(() => statement.run(value as never)).toThrow(TypeError);
    expect(() => statement.run(...([value, 1] as never[]))).toThrow(TypeError);
  }
});

test("a parameter by name without a value is refused instead of ending the process", () => {
  const statement = openInMemory().prepare("SELECT id FROM things WHERE id = :id AND id <> ':other'");

  expect(statement.all({ id: "a", unused: 1 })).toEqual([]);
  for (const values of [[], ["a"], [{}], [{ other: "a" }]]) {
    expect(() => statement.all(...(values as never[]))).toThrow(TypeError);
  }
});

test("a transaction that throws leaves nothing behind", () => {
  const database = openInMemory();
  const insert = database.prepare("INSERT INTO things (id) VALUES (?)");

  expect(() =>
    database.transaction(() => {
      insert.run("a");
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(database.prepare("SELECT id FROM things").all()).toEqual([]);
});

test("a nested transaction can fail alone", () => {
  const database = openInMemory();
  const insert = database.prepare("INSERT INTO things (id) VALUES (?)");

  database.transaction(() => {
    insert.run("outer");
    expect(() =>
      database.transaction(() => {
        insert.run("inner");
        insert.run("outer");
      }),
    ).toThrow(/UNIQUE/);
  });
  expect(database.prepare("SELECT id FROM things").all()).toEqual([{ id: "outer" }]);
});

test("a statement is prepared once", () => {
  const database = openInMemory();

  expect(database.prepare("SELECT 1")).toBe(database.prepare("SELECT 1"));
});

test("what is closed has all it holds in its file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "clearml-ts-test-"));
  const database = Database.open(join(folder, "a.db"));
  database.exec("CREATE TABLE things (id TEXT)");
  database.prepare("INSERT INTO things VALUES (?)").run("a");
  database.close();
  await copyFile(join(folder, "a.db"), join(folder, "b.db"));

  const copy = Database.openForReading(join(folder, "b.db"));
  expect(copy.prepare("SELECT id FROM things").all()).toEqual([{ id: "a" }]);
  expect(() => copy.exec("DELETE FROM things")).toThrow("readonly");
  copy.close();
  await rm(folder, { recursive: true });
});

test("room that deleting frees is counted, used again and given back", () => {
  const database = openInMemory();
  const fill = () => {
    const insert = database.prepare("INSERT INTO things (id, data) VALUES (?, ?)");
    for (let index = 0; index < 100; index++) {
      insert.run(`${index}`, new Uint8Array(4000));
    }
  };
  fill();
  const full = database.size;
  database.exec("DELETE FROM things");
  const emptied = database.size;
  fill();

  expect(full.free).toBeLessThan(10_000);
  expect(emptied.bytes).toBe(full.bytes);
  expect(emptied.free).toBeGreaterThan(400_000);
  expect(database.size).toEqual(full);
  database.exec("DELETE FROM things");
  database.shrink();
  expect(database.size.bytes).toBeLessThan(50_000);
});

test("a file is held by one at a time", async () => {
  const folder = await mkdtemp(join(tmpdir(), "clearml-ts-test-"));
  const path = join(folder, "lock");
  const release = holdFile(path);

  expect(release).toBeDefined();
  expect(holdFile(path)).toBeUndefined();
  release?.();
  const again = holdFile(path);
  expect(again).toBeDefined();
  again?.();
  await rm(folder, { recursive: true });
});
