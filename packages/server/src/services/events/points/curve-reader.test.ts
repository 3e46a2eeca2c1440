import { expect, test } from "vitest";
import { Database } from "../../../database/driver.ts";
import { migrate } from "../../../database/migrations.ts";
import { bucketMeans } from "./bucket-means.ts";
import { CurveReader } from "./curve-reader.ts";
import { PointBlock } from "./point-block.ts";
import { PointBlocks } from "./point-blocks.ts";

/** A curve of one series, along its iterations. */
function curveOf(values: readonly number[]) {
  const database = Database.open(":memory:");
  migrate(database);
  const points = values.map((value, iter) => ({ event: { iter, value, timestamp: iter }, receipt: 1 }));
  new PointBlocks(database).write(1, PointBlock.of(points));
  const sums = database.prepare("SELECT count(*) AS count FROM scalar_sums").get<{ count: number }>()?.count;
  return { reader: new CurveReader(database, "iter"), blocks: new PointBlocks(database), sums };
}

const iterationsOf = (values: readonly number[]) => values.map((_, index) => index);

test("the means of a long curve are those of its points, with numbers that leave no trace in a plain sum", () => {
  const values = Array.from(
    { length: 2_000 },
    (_, index) => [1e16, 0.1, 0.1, -1e16, Math.sin(index)][index % 5] as number,
  );
  const { reader, sums } = curveOf(values);
  expect(sums).toBe(10);
  for (const width of [150, 400, 1_000, 5_000]) {
    const { x, y, least, greatest } = reader.means(1, width);
    const expected = bucketMeans([{ x: iterationsOf(values), y: values }], width);
    expect({ x, least, greatest }).toEqual({ x: expected.x, least: expected.least, greatest: expected.greatest });
    for (const [index, mean] of y.entries()) {
      expect(mean).toBeCloseTo(expected.y[index] as number, 12);
    }
  }
});

test("NaN, infinities and sums beyond all numbers stay what they are in a long curve", () => {
  const values = Array.from({ length: 1_000 }, (_, index) => index % 7);
  values[250] = Number.NaN;
  values[630] = Number.POSITIVE_INFINITY;
  values.fill(1e308, 810, 820);
  const { reader, sums } = curveOf(values);
  expect(sums).toBe(2);
  for (const width of [300, 500, 1_000]) {
    expect(reader.means(1, width)).toEqual(bucketMeans([{ x: iterationsOf(values), y: values }], width));
  }
});

test("a point that replaces one of a full block counts in its place", () => {
  const { reader, blocks } = curveOf(Array(1_000).fill(0.5));
  blocks.write(1, PointBlock.of([{ event: { iter: 333, value: 9, timestamp: 0 }, receipt: 2 }]));
  expect(reader.means(1, 500)).toEqual({
    x: [0, 500],
    y: [(499 * 0.5 + 9) / 500, 0.5],
    least: [0.5, 0.5],
    greatest: [9, 0.5],
  });
  blocks.write(1, PointBlock.of([{ event: { iter: 333, value: Number.NaN, timestamp: 0 }, receipt: 3 }]));
  expect(reader.means(1, 500)).toMatchObject({ greatest: [0.5, 0.5], nonFinite: { x: [0], y: [Number.NaN] } });
});
