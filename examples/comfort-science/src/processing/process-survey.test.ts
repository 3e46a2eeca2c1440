import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { NoRowsLeftError, TargetError } from "../data/errors.ts";
import { simulateSurvey } from "../data/simulation/simulate-survey.ts";
import { recognizeSurvey } from "../data/survey/recognize-survey.ts";
import { textColumns } from "../data/survey/schema.ts";
import { readTable } from "../data/table/read-table.ts";
import { createTable, type Table } from "../data/table/table.ts";
import { writeCsv } from "../data/table/write-csv.ts";
import { processSurvey } from "./process-survey.ts";

function survey(
  rows: string[],
  header = "data,hora,idade,sexo,peso,altura,vestimenta,p1,p2,tmedia,ur,vel_vento",
): Table {
  const cells = rows.map((row) => row.split(","));
  return createTable(header.split(",").map((name, i) => [name, cells.map((row) => row[i] ?? "")]));
}

const process = (table: Table, options = {}) =>
  processSurvey(table, recognizeSurvey([...table.columns.keys()], options));

/** The rows with another answer in place of each `p1`. */
const answering = (answer: string) => ROWS.map((row) => row.split(",").with(7, answer).join(","));

const ROWS = [
  "18/07/2016,14:00,30,F,70,170,0.8,1,2,22.0,60,1.0",
  "18/07/2016,10:00,99,m,99,99,x,-1,1,NAN,99,1.2",
  "18/07/2016,09:00,25,f,60,160,0.6,0,99,18.0,70,1.4",
  "18/07/2016,09:00,25,f,60,160,0.6,0,99,18.0,70,1.4",
  "19/01/2016,12:00,40,M,80,180,0.5,99,1,30.0,50,0.5",
  "19/01/2016,13:00,40,M,80,180,0.5,2,1,31.0,120,0.5",
];

test("rows without a target and copies go, everything else stays", () => {
  const { table, report } = process(survey(ROWS));
  expect(report).toMatchObject({
    rowsIn: 6,
    rowsOut: 4,
    rowsWithoutTarget: 1,
    duplicates: 1,
    columnsIn: 12,
    columnsOut: 13,
  });
  expect(report.retentionRate).toBeCloseTo(4 / 6);
  expect(table.columns.get("thermal_sensation")).toEqual(Float64Array.of(1, -1, 0, 2));
});

test("columns have the names, kinds and units used from here on", () => {
  const { table, schema } = process(survey(ROWS));
  expect([...table.columns.keys()]).toEqual(
    "date month_year hour age gender weight height clo thermal_sensation p2 ta rh vel".split(" "),
  );
  expect(table.columns.get("date")?.[0]).toBe("2016-07-18");
  expect(table.columns.get("month_year")?.[3]).toBe("2016-01");
  expect(table.columns.get("hour")).toEqual(Float64Array.of(14, 10, 9, 13));
  expect(table.columns.get("height")).toEqual(Float64Array.of(1.7, Number.NaN, 1.6, 1.8));
  expect(table.columns.get("weight")).toEqual(Float64Array.of(70, 99, 60, 80));
  expect(table.columns.get("gender")).toEqual(["f", "m", "f", "m"]);
  expect(schema.columns.every(({ kind }) => kind !== "auto")).toBe(true);
});

test("weather is filled from the same month in the order of time, bodies and votes are not made up", () => {
  const { table } = process(survey(ROWS));
  expect(table.columns.get("ta")).toEqual(Float64Array.of(22, 20, 18, 31));
  expect(table.columns.get("rh")).toEqual(Float64Array.of(60, 99, 70, Number.NaN));
  expect(table.columns.get("age")?.[1]).toBeNaN();
  expect(table.columns.get("p2")?.[2]).toBeNaN();
});

test("every missing value is accounted for", () => {
  const { report } = process(survey(ROWS));
  const of = (name: string) => report.columns.find((column) => column.name === name);
  expect(of("age")).toMatchObject({ source: "idade", codes: { 99: 1 }, imputed: 0, missing: 1 });
  expect(of("gender")).toMatchObject({ folded: { "F → f": 1, "M → m": 2 } });
  expect(of("clo")).toMatchObject({ codes: { x: 1 }, imputed: 1, missing: 0 });
  expect(of("rh")).toMatchObject({ outOfRange: 1, missing: 1 });
  // age, height, clo, ta, rh and the target of one row each, p2 of two.
  expect(report.missingFound).toBe(8);
  expect(report.missingRemoved).toBe(8 - 4);
  expect(report.messages).toContain("4 of 6 rows kept; dropped: without a target 1, exact copies 1.");
});

test("units are taken off, and the report says how numbers were read and what did not fit", () => {
  const rows = [
    "18/07/2016,14:00,30,F,79 kg,170,0.8,1,2,22.5,55%,1.0",
    "18/07/2016,15:00,31,F,81 kg,171,0.8,0,2,23.5,60%,1.0",
    "18/07/2016,16:00,32,F,170 lb,172,0.8,-1,2,24.5,65%,1.0",
    "18/07/2016,17:00,33,F,about 80,173,0.8,1,2,25.5,61%,1.0",
  ];
  const { table, report } = process(survey(rows));
  expect(table.columns.get("weight")).toEqual(Float64Array.of(79, 81, Number.NaN, Number.NaN));
  expect(table.columns.get("rh")).toEqual(Float64Array.of(55, 60, 65, 61));
  expect(report.messages).toContain('Numbers as "1234.5 kg": peso; 2 cells do not fit.');
  expect(report.messages).toContain('Numbers as "1234.5 %": ur; every cell fits.');
  expect(report.messages).toContain(
    'Numbers as "1234.5": idade, altura, vestimenta, p1, p2, tmedia, vel_vento; every cell fits.',
  );
});

test("months are counted, and the preview is plain JSON", () => {
  const { report } = process(survey(ROWS));
  expect(report.months).toEqual([
    { month: "2016-01", rows: 1, target: 2 },
    { month: "2016-07", rows: 3, target: 0 },
  ]);
  expect(report.preview[1]).toMatchObject({ month_year: "2016-07", age: null, ta: 20 });
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

test("a strategy can be declared for a column", () => {
  const { table } = process(survey(ROWS), { imputation: { Idade: { method: "constant", value: 35 } } });
  expect(table.columns.get("age")).toEqual(Float64Array.of(30, 35, 25, 40));
});

test("without groups nothing is filled before the split, and the report says so", () => {
  const table = createTable([
    ["power", Float64Array.of(1, Number.NaN, 3)],
    ["y", Float64Array.of(1, 2, 3)],
  ]);
  const { table: processed, report } = process(table, { target: "y", imputation: { power: { method: "median" } } });
  expect(processed.columns.get("power")?.[1]).toBeNaN();
  expect(report.messages.join("\n")).toContain("power are left to the training rows");
});

test("a survey without one usable vote is refused", () => {
  const table = survey(answering("99"));
  expect(() => process(table)).toThrow(NoRowsLeftError);
  expect(() => process(table)).toThrow('None of the 6 rows has a usable value in the target "p1"');
});

test("a target that never changes is refused, with the columns that are there", () => {
  const table = survey(answering("1"));
  expect(() => process(table)).toThrow(TargetError);
  expect(() => process(table)).toThrow(/The target "p1" is 1 in all 5 rows.*columns present: data, hora/);
});

test("what is stored between two steps, a CSV file and the schema as JSON, is all that the next one needs", async () => {
  const folder = await mkdtemp(join(tmpdir(), "processed-"));
  try {
    const { table, schema } = process(simulateSurvey({ rows: 300 }));
    await writeCsv(table, join(folder, "processed.csv"));
    const stored = JSON.parse(JSON.stringify(schema));
    const back = await readTable(join(folder, "processed.csv"), { text: textColumns(stored) });
    expect(back.columns).toEqual(table.columns);
    expect(stored).toEqual(schema);
  } finally {
    await rm(folder, { recursive: true });
  }
});
