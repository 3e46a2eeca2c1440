import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../fixtures/property-runs.fixture.ts";
import { parameterNames, taskDocument, word } from "../../query/documents.fixture.ts";
import { collectionOf } from "../../query/find.fixture.ts";
import { taskFields } from "../../services/tasks/fields.ts";
import { Database } from "../driver.ts";
import { migrate } from "../migrations.ts";
import { Collection } from "./collection.ts";

const item = fc.record({
  value: word,
  type: fc.option(word, { nil: null }),
  description: fc.option(word, { nil: null }),
});

/** Entries of the configuration, under names in which paths of SQL would get lost. */
const entries = fc.dictionary(
  fc.constantFrom(...parameterNames.map(([name]) => name), "__proto__", "", "a[0]", "Pipeline"),
  item,
  { maxKeys: 4 },
);

function opened() {
  const database = Database.open(":memory:");
  migrate(database);
  const tasks = new Collection<{ id: string; [field: string]: unknown }>(database, "tasks", taskFields);
  const columns = () =>
    database.prepare(`SELECT id, ${taskFields.columns?.join(", ")} FROM tasks`).all<Record<string, unknown>>();
  const parameters = () => database.prepare("SELECT * FROM task_parameters ORDER BY 1, 2, 3").all();
  return { tasks, columns, parameters };
}

test("changed parts are stored as they would be with the whole document", () => {
  const storesTheSame = (before: Record<string, unknown>, after: Record<string, unknown>) => {
    const [parts, whole] = [opened(), opened()];
    for (const { tasks } of [parts, whole]) {
      tasks.insert({ ...before, id: "x" });
    }
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    parts.tasks.patch("x", { fields: Object.fromEntries(names.map((name) => [name, after[name]])) });
    whole.tasks.replace({ ...after, id: "x" });
    expect(parts.tasks.get("x")).toEqual(whole.tasks.get("x"));
    expect(parts.columns()).toEqual(whole.columns());
    expect(parts.parameters()).toEqual(whole.parameters());
  };
  fc.assert(fc.property(taskDocument, taskDocument, storesTheSame), { ...seeded, numRuns: 200 });
});

test("entries take the places of those of their names, whatever these are, and leave nothing of them", () => {
  const merges = (before: Record<string, object>, added: Record<string, Record<string, string | null>>) => {
    const { tasks } = opened();
    tasks.insert({ id: "x", comment: "stays", configuration: before });
    tasks.patch("x", { fields: { comment: "changed" }, entries: { configuration: added } });
    const lasting = Object.entries(added).map(([name, parts]) => [
      name,
      Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== null)),
    ]);
    const expected = Object.fromEntries([...Object.entries(before), ...lasting]);
    expect(tasks.get("x")).toEqual({ id: "x", comment: "changed", configuration: expected });
  };
  const stored = entries.map((given) => JSON.parse(JSON.stringify(given)) as Record<string, object>);
  fc.assert(fc.property(stored, entries, merges), { ...seeded, numRuns: 200 });
});

test("entries of a field that is not there make it", () => {
  const collection = collectionOf([{ id: "x" }]) as unknown as Collection<{ id: string; configuration?: object }>;
  collection.patch("x", { fields: {}, entries: { configuration: { a: { value: "1", type: null } } } });
  expect(collection.get("x")).toEqual({ id: "x", configuration: { a: { value: "1" } } });
});

test("a head is a document without its heavy fields", () => {
  const tasks = collectionOf([{ id: "x", name: "n", configuration: { a: { value: "1" } } }]);
  expect(tasks.getHead("x")).toEqual({ id: "x", name: "n" });
  expect(tasks.findHeads()).toEqual([{ id: "x", name: "n" }]);
  expect(tasks.getHeads(["y"])).toEqual([]);
});

test("a change that makes a document too large is refused", () => {
  const { tasks } = opened();
  tasks.insert({ id: "x", comment: "x".repeat(12 * 1024 * 1024) });
  expect(() => tasks.patch("x", { fields: { report: "y".repeat(5 * 1024 * 1024) } })).toThrow("a record holds at most");
  tasks.patch("x", { fields: { comment: undefined } });
  tasks.patch("x", { fields: { report: "y".repeat(5 * 1024 * 1024) } });
});
