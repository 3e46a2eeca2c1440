import { expect, test } from "vitest";
import type { Document } from "../../query/document-path.ts";
import { parseQuery } from "../../query/filters/parse-query.ts";
import { collectionOf } from "../../query/find.fixture.ts";
import { compileCondition } from "../../query/sql/compile-condition.ts";
import { taskFields } from "../../services/tasks/fields.ts";
import { Database } from "../driver.ts";
import { migrate } from "../migrations.ts";
import { where } from "./collection.ts";
import { applyPatch, writtenFields } from "./patch.ts";

test("documents come back as they were stored", () => {
  const document = {
    id: "x",
    text: 'say "hi" \\ \n\u0000 \u{1F600} ü',
    deep: { "a.b": [1, -2.5, 1e300, null, true, {}] },
  };
  const collection = collectionOf([document]);
  expect(collection.get("x")).toEqual(document);
  collection.replace({ id: "x" });
  expect(collection.getMany(["y", "x", "x"])).toEqual([{ id: "x" }]);
  expect(collection.delete(["x", "y"])).toBe(1);
  expect(collection.get("x")).toBeUndefined();
});

test("an exact name, which Python escapes, is looked up in an index", () => {
  const database = Database.open(":memory:");
  migrate(database);
  const plan = (request: Record<string, unknown>) => {
    const { where, residual } = compileCondition(parseQuery(request, taskFields), taskFields);
    expect(residual).toBeUndefined();
    const rows = database
      .prepare(`EXPLAIN QUERY PLAN SELECT id FROM tasks WHERE ${where.text}`)
      .all<{ detail: string }>(...where.params);
    return rows.map(({ detail }) => detail).join("\n");
  };
  expect(plan({ name: "^My\\ task$" })).toContain("INDEX tasks_by_name");
  expect(plan({ name: "^a$|^b$" })).toContain("tasks_by_name");
  expect(plan({ name: "^\\.datasets/" })).toContain("tasks_by_name");
  expect(plan({ project: ["p"] })).toContain("tasks_by_project");
  expect(plan({ parent: "p" })).toContain("tasks_by_parent");
});

test("a page of the newest tasks is read from an index, without sorting", () => {
  const database = Database.open(":memory:");
  migrate(database);
  const [step] = database
    .prepare("EXPLAIN QUERY PLAN SELECT doc FROM tasks ORDER BY last_update DESC, id LIMIT 30")
    .all<{ detail: string }>();
  expect(step?.detail).toContain("USING INDEX tasks_by_update");
});

test("what is counted and listed beside the tasks of a project is read from an index alone", () => {
  const database = Database.open(":memory:");
  migrate(database);
  const { where: inProject } = compileCondition(
    parseQuery({ project: ["p"], system_tags: ["-archived"] }, taskFields),
    taskFields,
  );
  for (const columns of ["project, status, started, completed", "user", "tags", "type", "name, id"]) {
    const plan = database
      .prepare(`EXPLAIN QUERY PLAN SELECT ${columns} FROM tasks WHERE ${inProject.text}`)
      .all<{ detail: string }>(...inProject.params);
    expect(plan.map(({ detail }) => detail).join("\n")).toContain("COVERING INDEX tasks_by_project");
  }
});

test("columns say what the documents say, whatever is in them", () => {
  const odd = {
    id: "x",
    name: { deep: 1 },
    status: null,
    type: 5,
    tags: "one",
    system_tags: [true, "a"],
    project: "p",
  };
  const collection = collectionOf([odd, { id: "y", tags: null }]);
  expect(collection.select(["name", "type", "tags", "system_tags", "project"])).toEqual([
    { id: "x", name: '{"deep":1}', type: 5, tags: "one", system_tags: [true, "a"], project: "p" },
    { id: "y" },
  ]);
  collection.replace({ ...odd, project: "q" } as { id: string });
  expect(collection.findIds(where("project", "q"))).toEqual(["x"]);
  expect(collection.findIds(where("tags", "one"))).toEqual(["x"]);
});

test("pages are cut after what SQL cannot check", () => {
  const collection = collectionOf(Array.from({ length: 10 }, (_, index) => ({ name: `task ${index}` })));
  const condition = parseQuery({ name: "task [0-4]" }, taskFields);
  const ids = collection.find({ where: condition, page: { skip: 1, limit: 2 } }).map(({ id }) => id);
  expect(ids).toEqual(["b", "c"]);
  expect(collection.count(condition)).toBe(5);
});

test("values are listed once each, lists taken apart", () => {
  const collection = collectionOf([
    { tags: ["b", "a"], type: "x", hyperparams: { A: { x: { value: "1" } }, B: { y: {} } } },
    { tags: ["a"], type: "y", hyperparams: { A: { x: {}, z: {} } } },
    { type: "x", hyperparams: {} },
  ]);
  expect(collection.distinct(["tags"])).toEqual(["a", "b"]);
  expect(collection.distinct(["type"], where("tags", "a"))).toEqual(["x", "y"]);
  expect(collection.distinct(["hyperparams", "A", "x", "value"])).toEqual(["1"]);
  const counts = (request: Document) => Object.fromEntries(collection.countBy("type", parseQuery(request, taskFields)));
  expect(counts({})).toEqual({ x: 2, y: 1 });
  expect(counts({ id: "a|b" })).toEqual({});
  expect(counts({ _any_: { pattern: "^[ab]$", fields: ["tags"] } })).toEqual({ x: 1, y: 1 });
  expect(collection.select(["type"], where("tags", "b"))).toEqual([{ id: "a", type: "x" }]);
});

test("a patch writes by dotted path, makes what is missing and removes what is undefined", () => {
  const document = { a: { b: 1, c: 2 }, d: 1 };
  const patch = { "a.b": 3, "e.f": 4, d: undefined, "x.y": undefined };
  applyPatch(document, patch);
  expect(document).toEqual({ a: { b: 3, c: 2 }, e: { f: 4 } });
  expect(writtenFields(patch)).toEqual({ "a.b": 3, "e.f": 4 });
});

test("__proto__ is a key like any other", () => {
  const document = {};
  applyPatch(document, { "__proto__.polluted": true, "a.__proto__": 1, "a.constructor.name": "x" });
  expect(Object.getOwnPropertyNames(document)).toEqual(["__proto__", "a"]);
  expect(JSON.stringify(document)).toBe(
    '{"__proto__":{"polluted":true},"a":{"__proto__":1,"constructor":{"name":"x"}}}',
  );
  expect({}).not.toHaveProperty("polluted");
});
