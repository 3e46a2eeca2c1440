import { expect, test } from "vitest";
import { ridge } from "./ridge.ts";

const x = Float64Array.from({ length: 50 }, (_, row) => row);
const rows = { columns: { x }, target: x.map((value) => 3 * value + 7) };

test("without a penalty a line is found as it is", async () => {
  using model = await ridge.fit(rows, { lambda: 1e-9 });
  const predicted = model.predict({ columns: { x: Float64Array.of(100) }, target: new Float64Array(1) });
  expect(predicted[0]).toBeCloseTo(307);
});

test("a large penalty leaves the mean", async () => {
  using model = await ridge.fit(rows, { lambda: 1e12 });
  expect(model.predict(rows)[0]).toBeCloseTo(3 * 24.5 + 7);
});

test("features that say the same do no harm", async () => {
  using model = await ridge.fit({ ...rows, columns: { x, again: x.map((value) => 2 * value) } }, { lambda: 0.001 });
  const asked = { columns: { x: Float64Array.of(10), again: Float64Array.of(20) }, target: new Float64Array(1) };
  expect(Number(model.predict(asked)[0])).toBeCloseTo(37, 2);
});
