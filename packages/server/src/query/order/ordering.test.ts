import { expect, test } from "vitest";
import { find } from "../find.fixture.ts";

const tasks = [
  { name: "b", comment: "2", started: "2026-01-02T00:00:00+00:00" },
  { name: "a", comment: "10", started: "2026-01-01T00:00:00+00:00" },
  { name: "B", comment: "" },
  { name: "a" },
];

test.each([
  [undefined, "abcd"],
  ["name", "cbda"],
  [["-name"], "abdc"],
  [["name", "-id"], "cdba"],
  [["started"], "bacd"],
  [["-started"], "abcd"],
  [["comment"], "badc"],
  [["-started", "name"], "abcd"],
  [[], "abcd"],
])("order_by %j gives %s", (order_by, expected) => {
  expect(find(tasks, { order_by })).toBe(expected);
});

test("parameters are ordered as numbers where they are some", () => {
  const parameters = ["10", "9", "abc", "1.5"].map((value) => ({ hyperparams: { Args: { lr: { value } } } }));
  expect(find([...parameters, {}], { order_by: "-hyperparams.Args.lr.value" })).toBe("cabde");
  expect(find([...parameters, {}], { order_by: "hyperparams.Args.lr.value" })).toBe("edbac");
  // Columns of tables name the parameter.
  expect(find([...parameters, {}], { order_by: "-hyperparams.Args.lr" })).toBe("cabde");
});

test("metrics are ordered by value, those without last when descending", () => {
  const metrics = [{ h: { h: { value: 2 } } }, { h: { h: { value: 10 } } }].map((last_metrics) => ({ last_metrics }));
  expect(find([{}, ...metrics], { order_by: ["-last_metrics.h.h.value"] })).toBe("cba");
});

test.each(["-\u0000", '-"', "-\ud800", "runtime.\u0000"])(
  "by %j, which no record has, everything is equal",
  (order_by) => {
    expect(find(tasks, { order_by })).toBe("abcd");
  },
);

test("an order that is not a name is refused", () => {
  expect(() => find(tasks, { order_by: [5] })).toThrow("order_by");
});
