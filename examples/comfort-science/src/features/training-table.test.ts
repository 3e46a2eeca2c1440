import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readTrainingTable, type TrainingTable, writeTrainingTable } from "./training-table.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "features-"));
});
afterEach(() => rm(folder, { recursive: true }));

const training: TrainingTable = {
  featureNames: ["ta", "season=hot/wet", "empty"],
  columns: {
    ta: Float64Array.of(0.1, Number.NaN, -2),
    "season=hot/wet": Float64Array.of(0, 1, 0),
    empty: Float64Array.of(Number.NaN, Number.NaN, Number.NaN),
  },
  target: Float64Array.of(-1, 0, 2.5),
  group: ["1", "2", "2"],
  split: ["train", "test", "test"],
  pmvPrediction: Float64Array.of(0.25, Number.NaN, 3),
};

test("a training table reads back the same as it was written", async () => {
  const path = join(folder, "features.csv");
  await writeTrainingTable(training, path);
  expect(await readTrainingTable(path)).toEqual(training);
});

test("so does one with classes that look like numbers, and without PMV", async () => {
  const path = join(folder, "features.csv.gz");
  const { pmvPrediction: _, ...rest } = training;
  const classes = { ...rest, target: ["-1", "0", "2"] };
  await writeTrainingTable(classes, path);
  expect(await readTrainingTable(path)).toEqual(classes);
});
