import { expect, test } from "vitest";
import { taskFields } from "../../services/tasks/fields.ts";
import { find } from "../find.fixture.ts";
import { planJoins } from "../projection/joins.ts";
import { parseProjection, projectionOf } from "../projection/projection.ts";

const tasks = [{ name: "n", hyperparams: { Args: { p7: { value: "x" } } } }, { name: "m" }];

const names = (start: string, count: number) => Array.from({ length: count }, (_, index) => `${start}${index}`);

test("a thousand comparisons are made, in SQL or without", () => {
  const fields = names("hyperparams.Args.p", 999).map((name) => `${name}.value`);
  for (const pattern of ["x", "[x]"]) {
    expect(find(tasks, { _any_: { fields, pattern } })).toBe("a");
    expect(find(tasks, { _all_: { fields, pattern } })).toBe("");
  }
  const each = Object.fromEntries(fields.map((name) => [name, [null, "x"]]));
  expect(find(tasks, Object.fromEntries(Object.entries(each).slice(0, 500)))).toBe("ab");
  expect(find(tasks, { _any_: { fields: names("runtime.", 10), pattern: names("x", 99).join("|") } })).toBe("");
});

test("more are refused", () => {
  expect(() => find(tasks, { _any_: { fields: names("runtime.", 1001), pattern: "x" } })).toThrow("1000 comparisons");
  expect(() => find(tasks, { tags: ["__$all", ...names("x", 1001)] })).toThrow("1000 comparisons");
  const alternatives = names("x", 150).join("|");
  expect(() => find(tasks, { _any_: { fields: names("runtime.", 10), pattern: alternatives } })).toThrow("comparisons");
});

test("a field that is named again asks for nothing more", () => {
  const again = (field: string) => Array.from({ length: 5000 }, () => field);

  expect(find(tasks, { _all_: { fields: again("name"), pattern: "n" } })).toBe("a");
  expect(find(tasks, { _any_: { fields: again("last_update"), datetime: again(">=2026-01-01").slice(0, 500) } })).toBe(
    "",
  );
  expect(find(tasks, { order_by: again("name") })).toBe("ba");
});

test("orders and projections have their limits", () => {
  expect(find(tasks, { order_by: names("runtime.", 50) })).toBe("ab");
  expect(() => find(tasks, { order_by: names("runtime.", 51) })).toThrow("50 keys");
  expect(() => projectionOf({ only_fields: names("name.", 1001) })).toThrow("1000 projected fields");
  expect(() => projectionOf({ only_fields: [`${"parent.".repeat(20)}name`] })).toThrow("20 levels");
});

test("long names are looked for as well", () => {
  const long = "k".repeat(100_000);
  expect(find([{ runtime: { [long]: "x" } }, {}], { [`runtime.${long}`]: "x", order_by: [`runtime.${long}`] })).toBe(
    "a",
  );
  const wide = Object.fromEntries(names(`hyperparams.${"k".repeat(5000)}`, 300).map((name) => [name, ["x", null]]));
  expect(find(tasks, wide)).toBe("ab");
});

test("a path of a hundred thousand keys leads nowhere", () => {
  const path = `hyperparams${".".repeat(100_000)}`;

  expect(find(tasks, { _any_: { fields: [path, "name"], pattern: "m" } })).toBe("b");
  expect(find(tasks, { [path]: ["x", null] })).toBe("ab");
  expect(find(tasks, { order_by: [path, "name"] })).toBe("ba");
});

test("many projected fields are read one by one", () => {
  const only = [...names("runtime.", 400), ...names("-configuration.", 300), ...names("project.x", 300)];
  const { own, joins } = planJoins(projectionOf({ only_fields: only }), taskFields);
  expect(joins.map(({ only: wanted }) => wanted.length)).toEqual([300]);
  expect(parseProjection(own, taskFields).exclude).toHaveLength(300 + (taskFields.hidden?.length ?? 0));
});
