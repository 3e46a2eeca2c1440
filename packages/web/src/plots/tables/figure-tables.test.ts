import { expect, test } from "vitest";
import { figureTables } from "./figure-tables.ts";

const tablesOf = (...data: Record<string, unknown>[]) => figureTables({ data, layout: {} });

test("each trace of a figure is a table of its points", () => {
  const tables = tablesOf(
    { type: "scatter", name: "train", x: [0, 1], y: [0.5, 0.25] },
    { type: "pie", labels: ["a", "b"], values: [3, 1] },
    { type: "indicator", value: 3 },
  );
  expect(tables).toEqual([
    {
      name: "train",
      columns: ["x", "y"],
      rows: [
        [0, 0.5],
        [1, 0.25],
      ],
    },
    {
      name: "",
      columns: ["labels", "values"],
      rows: [
        ["a", 3],
        ["b", 1],
      ],
    },
  ]);
});

test("a matrix keeps its shape, with the names along both sides", () => {
  const z = [
    [9, 1],
    [2, 8],
  ];
  const [named, bare] = tablesOf({ type: "heatmap", x: ["cat", "dog"], y: ["is cat", "is dog"], z }, { z });
  expect(named).toMatchObject({
    columns: ["y \\ x", "cat", "dog"],
    rows: [
      ["is cat", 9, 1],
      ["is dog", 2, 8],
    ],
  });
  expect(bare?.columns).toEqual(["y \\ x", 0, 1]);
});

test("lists that Plotly's Python library has packed are read", () => {
  const packed = (numbers: Float64Array) => btoa(String.fromCharCode(...new Uint8Array(numbers.buffer)));
  const [line, matrix, broken] = tablesOf(
    { y: { dtype: "f8", bdata: packed(Float64Array.of(1.5, -2)) } },
    { z: { dtype: "f8", bdata: packed(Float64Array.of(1, 2, 3, 4)), shape: "2, 2" } },
    { y: { dtype: "f8", bdata: "not base64!" } },
  );
  expect(line?.rows).toEqual([[1.5], [-2]]);
  expect(matrix?.rows).toEqual([
    [0, 1, 2],
    [1, 3, 4],
  ]);
  expect(broken).toBeUndefined();
});
