import { expect, test } from "vitest";
import { lineageFigure, lineageTable } from "./plots.ts";

const parent = { id: "p", name: "survey", removed: 0, modified: 0, added: 3, size: 2048 };
const child = { id: "c", name: "survey", removed: 1, modified: 2, added: 1, size: 10 };

test("versions are a flow from parent to child", () => {
  const { data } = lineageFigure([parent, child], { p: [], c: ["p", "gone"] });
  expect(data).toMatchObject([
    {
      type: "sankey",
      link: { source: [0], target: [1], value: [3] },
      node: {
        label: ["p", "c"],
        color: ["lightblue", "mediumpurple"],
        customdata: [
          "name survey<br />removed 0<br />modified 0<br />added 3<br />size 2 KB",
          "name survey<br />removed 1<br />modified 2<br />added 1<br />size 10 B",
        ],
      },
    },
  ]);
});

test("a single version is a dot", () => {
  const { data } = lineageFigure([child], { c: [] });
  expect(data).toMatchObject([{ type: "scatter", x: [0], y: [1], text: ["c"], marker: { size: [40] } }]);
});

test("the table has a row for each version", () => {
  expect(lineageTable([parent, child])).toEqual([
    ["Dataset id", "name", "removed", "modified", "added", "size"],
    ["p", "survey", 0, 0, 3, "2 KB"],
    ["c", "survey", 1, 2, 1, "10 B"],
  ]);
});
