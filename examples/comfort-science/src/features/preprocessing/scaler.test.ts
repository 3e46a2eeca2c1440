import { mean, standardDeviation } from "simple-statistics";
import { expect, test } from "vitest";
import { applyScaler, fitScaler } from "./scaler.ts";

const column = Float64Array.of(1, 2, 3, 4, 10, Number.NaN, 1000);
const training = [0, 1, 2, 3, 4, 5];

test("standard scaling gives the training rows mean 0 and deviation 1", () => {
  const scaled = [...applyScaler(fitScaler(column, training, "standard"), column)].slice(0, 5);
  expect(mean(scaled)).toBeCloseTo(0);
  expect(standardDeviation(scaled)).toBeCloseTo(1);
});

test("min-max scaling maps the training rows onto 0 to 1, and others beyond", () => {
  const scaled = applyScaler(fitScaler(column, training, "min-max"), column);
  expect([scaled[0], scaled[4], scaled[6]]).toEqual([0, 1, 111]);
});

test("robust scaling goes by median and quartiles", () => {
  expect(fitScaler(column, training, "robust").all).toEqual({ center: 3, spread: 2 });
});

test("held-out rows change nothing that is learned", () => {
  for (const scaling of ["standard", "min-max", "robust"] as const) {
    expect(fitScaler(column.with(6, -5), training, scaling)).toEqual(fitScaler(column, training, scaling));
  }
});

test("a missing value stays missing, or becomes the training rows' median", () => {
  const scaler = fitScaler(column, training, "none");
  expect(applyScaler(scaler, column)[5]).toBeNaN();
  expect(applyScaler(scaler, column, { fill: true })[5]).toBe(3);
});

test("a column without variation or without any value is scaled to something finite", () => {
  expect([...applyScaler(fitScaler(Float64Array.of(7, 7), [0, 1], "standard"), Float64Array.of(7, 8))]).toEqual([0, 1]);
  const empty = fitScaler(Float64Array.of(Number.NaN), [0], "robust");
  expect([...applyScaler(empty, Float64Array.of(4))]).toEqual([4]);
});

test("groups have scales of their own; an unseen group and a tiny one take that of all rows", () => {
  const values = Float64Array.of(0, 1, 2, 3, 4, 100, 110, 120, 130, 140, 50);
  const seasons = [...new Array(5).fill("winter"), ...new Array(5).fill("summer"), "autumn"];
  const rows = [...values.keys()];
  const scaler = fitScaler(values, rows, "min-max", seasons);
  expect(Object.keys(scaler.groups ?? {})).toEqual(["winter", "summer"]);
  const scaled = applyScaler(scaler, values, { groups: seasons });
  expect([scaled[4], scaled[9]]).toEqual([1, 1]);
  expect(scaled[10]).toBeCloseTo(50 / 140);
  expect(applyScaler(scaler, Float64Array.of(140), { groups: ["monsoon"] })[0]).toBe(1);
});
