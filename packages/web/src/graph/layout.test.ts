import { expect, test } from "vitest";
import { layOut } from "./layout.ts";

const node = (name: string, ...parents: string[]) => ({ name, parents });

test("a node is drawn behind all that it comes after", () => {
  const nodes = [node("load"), node("fit", "load"), node("score", "fit", "load"), node("plot", "load")];
  expect(layOut(nodes).map(({ node: { name }, column, row }) => [name, column, row])).toEqual([
    ["load", 0, 0],
    ["fit", 1, 0],
    ["score", 2, 0],
    ["plot", 1, 1],
  ]);
});

test("chains that run side by side keep their rows", () => {
  const chains = ["a", "b", "c"].flatMap((name) => [node(`${name}1`), node(`${name}2`, `${name}1`)]);
  const end = [...chains, node("b3", "b2"), node("all", "a2", "b3", "c2")];
  const rows = Object.fromEntries(layOut(end).map(({ node: { name }, row }) => [name, row]));
  expect(rows).toMatchObject({ a2: 0, b2: 1, c2: 2, b3: 1, all: 1 });
});

test("no two nodes are in one place", () => {
  const nodes = Array.from({ length: 200 }, (_, index) =>
    node(`n${index}`, ...(index % 7 === 0 ? [] : [`n${index - 1}`, `n${Math.floor(index / 2)}`])),
  );
  const places = layOut(nodes).map(({ column, row }) => `${column} ${row}`);
  expect(new Set(places).size).toBe(200);
});

test("a parent that is not there, or a circle, does not keep the others from being drawn", () => {
  expect(layOut([node("a", "b"), node("b", "a"), node("c", "gone")])).toHaveLength(3);
});
