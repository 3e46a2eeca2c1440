import { expect, test } from "vitest";
import { axisMetric, type CurveState, curveQuery, metricAxis, readCurveState } from "./curve-state.ts";

test("a state survives the way through an address", () => {
  const state: CurveState = {
    search: "loss",
    axis: "relative",
    smoothing: 0.6,
    log: true,
    logX: true,
    ranges: { "loss:a & b": { min: -5, max: 800 } },
    large: "loss:a & b",
  };
  expect(readCurveState(curveQuery(state))).toEqual(state);
});

test("what nobody could have chosen is left out", () => {
  const { smoothing, axis, ranges } = readCurveState("smoothing=7&axis=moon&range=9:1:loss&range=a:b:loss&range=1:9:");
  expect({ smoothing, axis, ranges }).toEqual({ smoothing: 0, axis: "iter", ranges: {} });
});

test("a metric as the axis survives the way, whatever its name, and so does a part of its values", () => {
  const name = { metric: "a/b: 100% & c", variant: "" };
  const axis = metricAxis(name);
  const state = { ...readCurveState(""), axis, ranges: { loss: { min: 0.125, max: 2.5e-7 + 1 } } };
  expect(readCurveState(curveQuery(state))).toEqual(state);
  expect(axisMetric(axis)).toEqual(name);
  expect([axisMetric("iter"), axisMetric("metric:loss"), axisMetric("metric:%/a")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
