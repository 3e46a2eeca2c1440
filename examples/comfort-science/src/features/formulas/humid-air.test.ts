import { expect, test } from "vitest";
import { dewPoint, heatIndex } from "./humid-air.ts";

const celsius = (fahrenheit: number) => (fahrenheit - 32) / 1.8;

// The National Weather Service's heat index chart, whole degrees Fahrenheit.
test.each([
  [80, 40, 80],
  [86, 90, 105],
  [90, 60, 100],
  [96, 50, 108],
  [100, 55, 124],
  [110, 40, 136],
])("at %d °F and %d %% the chart says %d °F", (temperature, humidity, chart) => {
  expect(Math.abs(heatIndex(celsius(temperature), humidity) - celsius(chart))).toBeLessThan(celsius(33));
});

test("in mild air the simple formula holds", () => {
  expect(heatIndex(celsius(77), 50)).toBeCloseTo(celsius(76.75), 6);
  expect(heatIndex(celsius(68), 50)).toBeCloseTo(celsius(66.85), 6);
});

test("very dry and very humid hot air are adjusted for", () => {
  // The regression alone says 87.59 °F and 92.97 °F.
  expect(heatIndex(celsius(92), 10)).toBeCloseTo(celsius(86.91), 2);
  expect(heatIndex(celsius(82), 95)).toBeCloseTo(celsius(93.97), 2);
});

test("a missing input gives a missing index", () => {
  expect(heatIndex(Number.NaN, 50)).toBeNaN();
  expect(heatIndex(30, Number.NaN)).toBeNaN();
  expect(dewPoint(20, Number.NaN)).toBeNaN();
});

// Psychrometric tables at sea level.
test.each([
  [20, 50, 9.3],
  [30, 80, 26.2],
  [25, 40, 10.5],
  [0, 60, -6.8],
])("air of %d °C and %d %% condenses at %d °C", (temperature, humidity, expected) => {
  expect(dewPoint(temperature, humidity)).toBeCloseTo(expected, 0);
});

test("saturated air is at its dew point, and air without water has none", () => {
  expect(dewPoint(18, 100)).toBeCloseTo(18, 9);
  expect(dewPoint(18, 0)).toBeNaN();
});
