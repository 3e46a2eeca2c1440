import { expect, test } from "vitest";
import { Database } from "../database/driver.ts";
import { migrate, migrations } from "../database/migrations.ts";
import { AnsweredCalls, type AnsweredCallsOptions } from "./answered-calls.ts";

const DAY_MS = 24 * 3600 * 1000;

/** A memory of calls over a table of notes, at a time that a test moves on. */
function bench(options?: AnsweredCallsOptions) {
  const database = Database.open(":memory:");
  migrate(database);
  database.exec("CREATE TABLE notes (text TEXT)");
  const time = { now: 0 };
  const calls = new AnsweredCalls(database, () => new Date(time.now), options);
  const note = (identity: string | undefined, { user = "ana", text = "note" } = {}) =>
    calls.once({ endpoint: "tasks.create", user, identity }, () => {
      database.prepare("INSERT INTO notes (text) VALUES (?)").run(text);
      return { text, notes: notes() };
    });
  const count = (table: string) =>
    database.prepare(`SELECT count(*) AS rows FROM ${table}`).get<{ rows: number }>()?.rows;
  const notes = () => count("notes");
  const remembered = () => count("answered_calls");
  return { database, time, calls, note, notes, remembered };
}

test("a call of the same name is done once, and calls without one every time", () => {
  const { note, notes } = bench();
  expect(note("first")).toEqual({ text: "note", notes: 1 });
  expect(note("first")).toEqual({ text: "note", notes: 1 });
  note("second");
  note(undefined);
  note(undefined);
  expect(notes()).toBe(4);
});

test("a name of one user, or of one endpoint, says nothing to another", () => {
  const { note, notes, calls } = bench();
  note("mine", { user: "ana", text: "secret" });
  expect(note("mine", { user: "rui", text: "own" })).toEqual({ text: "own", notes: 2 });
  expect(calls.once({ endpoint: "tasks.clone", user: "ana", identity: "mine" }, () => "clone")).toBe("clone");
  expect(notes()).toBe(2);
});

test("a change and the memory of it are stored together or not at all", () => {
  const { database, note, notes, remembered } = bench();
  database.exec("CREATE TRIGGER t BEFORE INSERT ON answered_calls BEGIN SELECT raise(ABORT, 'no room'); END");
  expect(() => note("first")).toThrow("no room");
  expect(notes()).toBe(0);
  database.exec("DROP TRIGGER t");
  note("first");
  expect([notes(), remembered()]).toEqual([1, 1]);
});

test("a call that is refused can be made again, and one that changes nothing is not remembered", () => {
  const { calls, database, remembered } = bench();
  const named = { endpoint: "tasks.create", user: "ana", identity: "first" } as const;
  const refuse = () => {
    database.exec("INSERT INTO notes (text) VALUES ('half')");
    throw new Error("refused");
  };
  expect(() => calls.once(named, refuse)).toThrow("refused");
  expect(calls.once(named, () => "read")).toBe("read");
  expect(remembered()).toBe(0);
});

test("calls are forgotten after a week", () => {
  const { time, note, notes, remembered } = bench();
  note("old");
  time.now = 6 * DAY_MS;
  for (let call = 0; call < 1000; call += 1) {
    note(`call ${call}`);
  }
  note("old");
  expect(notes()).toBe(1001);
  time.now = 8 * DAY_MS;
  note("one more");
  note("old");
  expect(notes()).toBe(1003);
  for (let call = 0; call < 1001; call += 1) {
    note(`later ${call}`);
  }
  expect(remembered()).toBeLessThan(2100);
});

test("the oldest calls are forgotten when the replies become too many bytes", () => {
  const { note, remembered } = bench({ keptBytes: 100_000 });
  for (let call = 0; call < 3003; call += 1) {
    note(`call ${call}`, { text: "x".repeat(1000) });
  }
  expect(remembered()).toBeLessThan(1100);
  expect(remembered()).toBeGreaterThan(80);
});

test("a name that is too long is refused", () => {
  expect(() => bench().note("x".repeat(201))).toThrow("at most 200 characters");
});

test("batches that an older version of the server remembered are remembered", () => {
  const database = Database.open(":memory:");
  for (const { id, up } of migrations.filter(({ id }) => id <= 7)) {
    up(database);
    database.schemaVersion = id;
  }
  database.exec("INSERT INTO received_batches VALUES ('ana/batch/1.0/0', 0, '{\"added\":3}')");
  migrate(database);
  const calls = new AnsweredCalls(database, () => new Date(0));
  const batch = { endpoint: "events.add_batch", user: "ana", identity: "batch/1.0/0" } as const;
  expect(calls.once(batch, () => ({ added: 0 }))).toEqual({ added: 3 });
});
