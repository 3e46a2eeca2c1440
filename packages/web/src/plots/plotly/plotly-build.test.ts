import { expect, test } from "vitest";
import { buildFor } from "./plotly-build.ts";

test.each([
  [["bar", undefined], "cartesian"],
  [[], "cartesian"],
  [["scatter", "surface"], "strict"],
  [["sankey"], "strict"],
  [["scattergl"], "strict"],
  [[7], "strict"],
  [["bar", "scattergeo"], undefined],
  [["choroplethmapbox"], undefined],
  [["densitymap"], undefined],
])("traces of the kinds %j are drawn by the build %s", (types, build) => {
  expect(buildFor({ data: types.map((type) => (type === undefined ? {} : { type })), layout: {} })).toBe(build);
});
