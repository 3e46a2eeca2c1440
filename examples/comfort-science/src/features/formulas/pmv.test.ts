import { expect, test } from "vitest";
import { predictedMeanVote, predictedPercentageDissatisfied, relativeAirSpeed } from "./pmv.ts";

// ISO 7730:2005, table D.1: ta, tr, vel, rh, met, clo, PMV, PPD. Its row 7 (23.5, 23.5, 0.10, 40, 1.2, 1.0) is left out:
// the 0.50 printed there is a misprint, the program printed beside it gives 0.36.
test.each([
  [22.0, 22.0, 0.1, 60, 1.2, 0.5, -0.75, 17],
  [27.0, 27.0, 0.1, 60, 1.2, 0.5, 0.77, 17],
  [27.0, 27.0, 0.3, 60, 1.2, 0.5, 0.44, 9],
  [23.5, 25.5, 0.1, 60, 1.2, 0.5, -0.01, 5],
  [23.5, 25.5, 0.3, 60, 1.2, 0.5, -0.55, 11],
  [19.0, 19.0, 0.1, 40, 1.2, 1.0, -0.6, 13],
  [23.5, 23.5, 0.3, 40, 1.2, 1.0, 0.12, 5],
  [23.0, 21.0, 0.1, 40, 1.2, 1.0, 0.05, 5],
  [23.0, 21.0, 0.3, 40, 1.2, 1.0, -0.16, 6],
  [22.0, 22.0, 0.1, 60, 1.6, 0.5, 0.05, 5],
  [27.0, 27.0, 0.1, 60, 1.6, 0.5, 1.17, 34],
  [27.0, 27.0, 0.3, 60, 1.6, 0.5, 0.95, 24],
])(
  "%d/%d °C, %d m/s, %d %%, %d met, %d clo: the standard's table says %d and %d %%",
  (ta, tr, vel, rh, met, clo, vote, dissatisfied) => {
    const pmv = predictedMeanVote({ ta, tr, vel, rh, met, clo });
    expect(Math.abs(pmv - vote)).toBeLessThan(0.01);
    expect(Math.abs(predictedPercentageDissatisfied(pmv) - dissatisfied)).toBeLessThan(0.6);
  },
);

const office = { ta: 23, tr: 23, vel: 0.1, rh: 50, met: 1.2, clo: 0.7 };

test("a missing or impossible input gives a missing vote", () => {
  for (const input of Object.keys(office)) {
    expect(predictedMeanVote({ ...office, [input]: Number.NaN })).toBeNaN();
  }
  expect(predictedMeanVote({ ...office, vel: -1 })).toBeNaN();
});

test("thick clothing, fast air and no clothing at all still balance", () => {
  expect(predictedMeanVote({ ...office, clo: 4, vel: 3 })).toBeGreaterThan(0);
  expect(predictedMeanVote({ ...office, ta: 30, tr: 60, clo: 0 })).toBeGreaterThan(2);
  expect(predictedMeanVote({ ...office, clo: 0, vel: 5 })).toBeLessThan(-3);
});

test("nobody is satisfied everywhere: at best five in a hundred are not", () => {
  expect(predictedPercentageDissatisfied(0)).toBe(5);
  expect(predictedPercentageDissatisfied(-2)).toBeCloseTo(predictedPercentageDissatisfied(2));
});

test("who moves feels a wind of their own", () => {
  expect(relativeAirSpeed(0.1, 2)).toBeCloseTo(0.4);
  expect(relativeAirSpeed(0.1, 0.9)).toBe(0.1);
});
