import { expect, test } from "vitest";
import { NoFeaturesError } from "../data/errors.ts";
import { simulateSurvey } from "../data/simulation/simulate-survey.ts";
import { recognizeSurvey } from "../data/survey/recognize-survey.ts";
import { type Column, createTable, type Table } from "../data/table/table.ts";
import { processSurvey } from "../processing/process-survey.ts";
import { buildFeatureTable, type FeatureOptions } from "./feature-table.ts";
import { applyPreprocessing } from "./preprocessing/preprocessing.ts";
import { featureColumns } from "./select.ts";

const process = (table: Table, target?: string) =>
  processSurvey(table, recognizeSurvey([...table.columns.keys()], target === undefined ? {} : { target }));
const build = (table: Table, options: FeatureOptions & { target?: string } = {}) => {
  const { target, ...rest } = options;
  const processed = process(table, target);
  return buildFeatureTable(processed.table, processed.schema, rest);
};

const simulated = simulateSurvey({ rows: 600, seed: 2 });

/** Forty offices in the layout of the ASHRAE database, ten votes each. */
function offices(changes: Record<string, Column> = {}): Table {
  const rows = Array.from({ length: 400 }, (_, row) => row);
  const numbers = (value: (row: number) => number) => Float64Array.from(rows, value);
  const columns: Record<string, Column> = {
    record_id: numbers((row) => row + 1),
    building_id: numbers((row) => 1 + Math.floor(row / 10)),
    subject_id: rows.map((row) => `s${row % 7}`),
    season: rows.map((row) => (row % 3 ? "summer" : "winter")),
    ta: numbers((row) => 20 + (row % 80) / 10),
    tr: numbers((row) => (row % 4 ? 20 + (row % 80) / 10 : Number.NaN)),
    rh: numbers((row) => 30 + (row % 41)),
    vel: numbers((row) => 0.1 + (row % 3) / 10),
    met: numbers((row) => 1 + (row % 5) / 10),
    clo: numbers((row) => 0.5 + (row % 6) / 10),
    thermal_sensation: numbers((row) => Math.round(((row % 80) / 80) * 5 - 2.5) + (row % 2) * 0.5 - 0.25),
    thermal_preference: rows.map((row) => (row % 80 > 40 ? "cooler" : "warmer")),
    ...changes,
  };
  return createTable(Object.entries(columns));
}

test("the simulated survey gives features of bodies and weather, split by month", () => {
  const { featureNames, group, split, report, dropped } = build(simulated);
  for (const name of ["bmi", "heat_index", "dew_point", "ta_x_rh", "hour", "gender=f", "bmi_class=normal"]) {
    expect(featureNames).toContain(name);
  }
  expect(report.trainGroups + report.testGroups).toBe(12);
  expect(new Set(group.filter((_, row) => split[row] === "test")).size).toBe(report.testGroups);
  expect(dropped).toContainEqual({ feature: "pmv", reason: "needs tr, met, not among the features of this survey" });
  expect(dropped.map(({ feature }) => feature)).toEqual(
    expect.arrayContaining(["date", "month_year", "origem", "p2", "p8"]),
  );
});

test("every column is as long as the target", () => {
  const { columns, target, group, split, featureNames } = build(simulated);
  expect(Object.keys(columns)).toEqual(featureNames);
  const lengths = [...Object.values(columns), target, group, split].map((column) => column.length);
  expect(new Set(lengths).size).toBe(1);
});

test("Fanger's vote is a feature and a prediction where its inputs are measured", () => {
  const { featureNames, pmvPrediction, report } = build(offices());
  expect(featureNames).toEqual(expect.arrayContaining(["pmv", "ppd"]));
  expect(report.pmvRows).toBe(300);
  expect(pmvPrediction?.[0]).toBeNaN();
  expect(pmvPrediction?.every((vote) => Number.isNaN(vote) || Math.abs(vote) <= 3)).toBe(true);
});

test("a feature that the survey has measured is not replaced by a computed one", () => {
  const { columns } = simulated;
  const dewPoint = Float64Array.from({ length: simulated.rowCount }, (_, row) => row % 9);
  const { table, schema } = process(createTable([...columns, ["dew_point", dewPoint]]));
  expect(featureColumns(table, schema).columns.get("dew_point")).toEqual(table.columns.get("dew_point"));
});

test("votes, identifiers, groups and dates are not features", () => {
  const { featureNames, dropped } = build(offices());
  for (const feature of ["record_id", "building_id", "subject_id", "thermal_preference", "thermal_sensation"]) {
    expect(featureNames.some((name) => name.startsWith(feature))).toBe(false);
  }
  expect(dropped.every(({ reason }) => reason.length > 0)).toBe(true);
});

test("nothing is computed from the target, whatever it is", () => {
  const { featureNames, pmvPrediction } = build(offices(), { target: "ta" });
  for (const name of ["heat_index", "dew_point", "ta_x_rh", "pmv", "ppd"]) {
    expect(featureNames).not.toContain(name);
  }
  expect(pmvPrediction).toBeUndefined();
});

test("changing held-out rows changes neither encoders nor scalers", () => {
  const before = build(offices());
  const ta = offices().columns.get("ta") as Float64Array;
  const season = offices().columns.get("season") as string[];
  const changed = offices({
    ta: ta.map((value, row) => (before.split[row] === "test" ? value + 20 : value)),
    season: season.map((value, row) => (before.split[row] === "test" ? "monsoon" : value)),
  });
  const after = build(changed);
  expect(after.split).toEqual(before.split);
  expect(after.fitted).toEqual(before.fitted);
});

test("the stored preprocessing makes the same features of the same rows", () => {
  const processed = process(offices());
  const built = buildFeatureTable(processed.table, processed.schema);
  const { columns } = featureColumns(processed.table, processed.schema);
  const fitted = JSON.parse(JSON.stringify(built.fitted));
  expect(Object.fromEntries(applyPreprocessing(fitted, createTable(columns)).columns)).toEqual(built.columns);
});

test("columns that teach nothing are left out and say why", () => {
  const rows = 400;
  const { dropped } = build(
    offices({
      fan: new Float64Array(rows).fill(1),
      door: Float64Array.from({ length: rows }, (_, row) => (row % 39 ? Number.NaN : row % 2)),
      contributor: Array.from({ length: rows }, (_, row) => `person ${row % 50}`),
      row_number: Float64Array.from({ length: rows }, (_, row) => row),
    }),
  );
  const reasons = Object.fromEntries(dropped.map(({ feature, reason }) => [feature, reason]));
  expect(reasons).toMatchObject({
    fan: "is 1 wherever it is known in the training rows",
    door: expect.stringMatching(/^is missing in 97/),
    contributor: expect.stringContaining("categories, which is too many"),
    row_number: "numbers the rows",
  });
});

test("the target stays as it was voted, numbers as numbers and text as text", () => {
  const thermal_sensation = Float64Array.from({ length: 400 }, (_, row) => (row % 7) / 2 - 1.5);
  expect(build(offices({ thermal_sensation })).target).toEqual(thermal_sensation);
  expect(build(offices(), { target: "thermal_preference" }).target[0]).toBe("warmer");
});

test("scaling by a column that is not there is said and not done", () => {
  const { report, fitted } = build(offices(), { scaleBy: "floor" });
  expect(report.messages).toContain("There is no column floor to scale by: all rows share one scale.");
  expect(fitted.scaleBy).toBeUndefined();
});

test("a table in which only votes are left is refused", () => {
  const table = createTable([
    ["vote", Float64Array.of(1, 2, 3)],
    ["y", Float64Array.of(1, 2, 3)],
  ]);
  expect(() => build(table, { target: "y" })).toThrow(NoFeaturesError);
});
