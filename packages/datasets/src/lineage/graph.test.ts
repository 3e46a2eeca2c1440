import { expect, test } from "vitest";
import { inheritGraph, pruneGraph, versionsInOrder } from "./graph.ts";

test("a new version inherits the graphs of its parents, in their order", () => {
  const graph = inheritGraph("d", [
    { id: "b", graph: { b: ["a"], a: [] } },
    { id: "c", graph: { c: ["a"], a: [] } },
  ]);
  expect(graph).toEqual({ a: [], b: ["a"], c: ["a"], d: ["b", "c"] });
});

test("versions that store nothing anymore leave the graph, but parents stay parents", () => {
  const graph = { a: [], b: ["a"], c: ["b"], d: ["c"] };
  expect(pruneGraph(graph, "d", new Set(["a", "d"]))).toEqual({ a: [], d: ["c"] });
  expect(pruneGraph(graph, "d", new Set())).toEqual({ d: ["c"] });
});

test("a version that stores something is in the graph, whatever was known of it", () => {
  expect(pruneGraph({ b: ["a"] }, "b", new Set(["a", "b"]))).toEqual({ a: [], b: ["a"] });
});

test("every version comes after its parents, and the version itself last", () => {
  expect(versionsInOrder({ d: ["b", "c"], b: ["a"], c: ["a"], a: [] }, "d")).toEqual(["a", "b", "c", "d"]);
  expect(versionsInOrder({ b: ["gone"], other: [] }, "b")).toEqual(["gone", "other", "b"]);
  expect(versionsInOrder({}, "a")).toEqual(["a"]);
});

test("ten thousand versions in a row are not a problem", () => {
  const graph = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [`v${index}`, index === 0 ? [] : [`v${index - 1}`]]),
  );
  const order = versionsInOrder(graph, "v9999");
  expect(order.at(0)).toBe("v0");
  expect(order.at(-1)).toBe("v9999");
});

test("a circle, which nobody should make, does not hang", () => {
  expect(versionsInOrder({ a: ["b"], b: ["a"] }, "a").sort()).toEqual(["a", "b"]);
});
