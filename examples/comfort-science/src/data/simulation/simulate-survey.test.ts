import { sampleCorrelation } from "simple-statistics";
import { expect, test } from "vitest";
import { processSurvey } from "../../processing/process-survey.ts";
import { recognizeSurvey } from "../survey/recognize-survey.ts";
import { simulateSurvey } from "./simulate-survey.ts";

const survey = simulateSurvey({ rows: 1500, seed: 7 });
const processed = processSurvey(survey, recognizeSurvey([...survey.columns.keys()]));
const column = (name: string) => processed.table.columns.get(name) as Float64Array;

test("the same seed simulates the same survey, another seed another one", () => {
  expect(simulateSurvey({ rows: 200, seed: 3 })).toEqual(simulateSurvey({ rows: 200, seed: 3 }));
  expect(simulateSurvey({ rows: 200, seed: 3 })).not.toEqual(simulateSurvey({ rows: 200, seed: 4 }));
});

test("it is the Santa Maria layout, and every row says that nobody was asked", () => {
  expect(processed.schema.world).toBe("santa-maria");
  expect(survey.rowCount).toBe(1500);
  expect(survey.columns.get("origem")).toEqual(new Array(1500).fill("simulado"));
});

test("people feel warmer in warmer air, and votes span the scale without being settled by temperature alone", () => {
  const votes = column("thermal_sensation");
  const rows = [...votes.keys()].filter((row) => !Number.isNaN(column("ta")[row]));
  const correlation = sampleCorrelation(
    rows.map((row) => column("ta")[row] ?? 0),
    rows.map((row) => votes[row] ?? 0),
  );
  expect(correlation).toBeGreaterThan(0.5);
  expect(correlation).toBeLessThan(0.9);
  expect(new Set(votes)).toEqual(new Set([-3, -2, -1, 0, 1, 2, 3]));
});

test("answers are missing and doubled as in real files, so that there is something to clean", () => {
  const { report } = processed;
  const codes = new Set(report.columns.flatMap((found) => Object.keys(found.codes)));
  expect([...codes].sort()).toEqual(["-", "99", "NAN", "x"]);
  expect(report.duplicates).toBeGreaterThan(0);
  expect(report.retentionRate).toBeGreaterThan(0.95);
  expect(report.outOfRange).toBe(0);
});
