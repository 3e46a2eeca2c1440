import { expect, test } from "vitest";
import { lineageOf, relativesOf } from "./version-graph.ts";

const node = (job_id: string, ...parents: string[]) => ({ job_id, parents, name: "survey", version: `${job_id}.0` });

const structure = JSON.stringify({ 0: node("c", "1"), 1: node("b", "2"), 2: node("a") });
const side = JSON.stringify({ 0: node("d", "1", "7"), 1: node("a") });

test("the lineages of several versions are one graph, parents by the ids of versions", () => {
  const nodes = lineageOf([structure, side, "{", "7", '{"0": null, "1": {"job_id": 7}}']);
  expect(Object.fromEntries(nodes.map(({ name, parents }) => [name, parents]))).toEqual({
    ...{ c: ["b"], b: ["a"], a: [], d: ["a"] },
  });
  expect(nodes[0]).toMatchObject({ dataset: "survey", version: "c.0", status: "unknown" });
});

test("the relatives of a version are those before and after it, and not its sisters", () => {
  const nodes = lineageOf([structure, side]);
  const relatives = (id: string) => relativesOf(id, nodes).map(({ name }) => name);
  expect(relatives("b").sort()).toEqual(["a", "b", "c"]);
  expect(relatives("d").sort()).toEqual(["a", "d"]);
  expect(relatives("a").sort()).toEqual(["a", "b", "c", "d"]);
});
