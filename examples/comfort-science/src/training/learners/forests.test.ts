import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { gradientBoostedTrees, randomForest } from "./forests.ts";
import { loadModel } from "./load-model.ts";

const count = 300;
const some = Array.from({ length: count }, (_, row) => row);
const rows = {
  columns: {
    tá: Float64Array.from(some, (row) => (row % 7 === 0 ? Number.POSITIVE_INFINITY : Math.sin(row))),
    estação: some.map((row) => ["verão", "inverno", ""][row % 3] ?? ""),
    empty: new Float64Array(count).fill(Number.NaN),
    target: Float64Array.from(some, (row) => Math.cos(row)),
  },
  target: Float64Array.from(some, (row) => Math.sin(row) + (row % 3 === 0 ? 2 : 0)),
};

test("a forest takes names beyond ASCII, holes, infinities and a feature that is called as its target", async () => {
  using forest = await randomForest.fit(rows, {});
  using loaded = await loadModel(forest.save());
  const predicted = loaded.predict(rows);
  expect(predicted).toEqual(forest.predict(rows));
  expect(new Set<number | string>(predicted).size).toBeGreaterThan(50);
});

test("two classes come back as the classes that they were", async () => {
  const target = some.map((row) => (row % 3 === 0 ? "warm" : "cool"));
  using forest = await gradientBoostedTrees.fit({ ...rows, target }, {});
  expect(forest.predict(rows)).toEqual(target);
});

test("the file is the folder of a YDF model, flat, as Python unzips and loads it", async () => {
  using forest = await gradientBoostedTrees.fit(rows, {});
  const { name, bytes } = forest.save();
  expect(name).toBe("gradient-boosted-trees.zip");
  expect(Object.keys(unzipSync(bytes)).sort()).toEqual([
    "data_spec.pb",
    "done",
    "gradient_boosted_trees_header.pb",
    "header.pb",
    "nodes-00000-of-00001",
  ]);
});

test("the library leaves no handlers on the process", async () => {
  const before = process.listeners("uncaughtException");
  using forest = await gradientBoostedTrees.fit(rows, {});
  using _ = await loadModel(forest.save());
  expect(process.listeners("uncaughtException")).toEqual(before);
});

test("what the library says of its failure is kept", async () => {
  const nothing = { columns: { ta: new Float64Array() }, target: new Float64Array() };
  await expect(randomForest.fit(nothing, {})).rejects.toThrow();
});
