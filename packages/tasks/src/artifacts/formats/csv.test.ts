import { expect, test } from "vitest";
import { InvalidValueError } from "../../errors.ts";
import type { TableData } from "../../table-data.ts";
import { fromPandasCsv } from "./csv.ts";
import { type CsvRecord, readTypedCsv, writeTypedCsv } from "./typed-csv.ts";

const tables: [name: string, table: CsvRecord[]][] = [
  ["ids", [{ id: "12345678901234567890", code: "00123", version: "1.10", big: 12345678901234567890n }]],
  ["numbers", [{ a: 1, b: 0.1, c: -0, d: 2 ** 53, e: 1e300, f: Number.NaN, g: -Infinity, h: 5e-324 }]],
  [
    "texts like other things",
    [
      { a: "True", b: "NaN", c: "", d: "1e5", e: "2024-01-01", f: "NA" },
      { a: true, b: Number.NaN, c: null, d: 1e5, e: "x", f: 1 },
    ],
  ],
  ["texts with marks of CSV", [{ "ta;rh": 'a "b", c', 'na"me,': "line\nline\r\nline" }]],
  ["dates", [{ at: new Date(0), text: "1970-01-01T00:00:00.000Z" }]],
  ["odd names", [{ "": 1, index: 2, "Unnamed: 0": 3, constructor: 4 }]],
  ["one column of missing cells", [{ a: null }, { a: null }]],
  ["no row", []],
  ["no column", [{}, {}]],
];

test.each(tables)("%s: what is written is read, types included", (_name, table) => {
  expect(readTypedCsv(writeTypedCsv(table as TableData))).toEqual(table);
});

test("tables of columns and of rows are read as records, and cells that are missing as null", () => {
  const records = [
    { a: 1, b: "x" },
    { a: 2, b: null },
  ];
  expect(readTypedCsv(writeTypedCsv({ a: Float32Array.of(1, 2), b: ["x", null] }))).toEqual(records);
  expect(readTypedCsv(writeTypedCsv([["a", "b"], [1, "x"], [2]]))).toEqual(records);
  expect(readTypedCsv(writeTypedCsv([{ a: 1, b: "x" }, { a: 2 }]))).toEqual(records);
});

test("two columns of one name, and cells that are not plain, are refused with their place", () => {
  expect(() => writeTypedCsv([["a", "a"]])).toThrow(InvalidValueError);
  const place = (table: unknown) => {
    try {
      return writeTypedCsv(table as TableData);
    } catch (error) {
      return (error as InvalidValueError).path;
    }
  };
  expect(place([{ a: 1 }, { a: [1] }])).toBe("$[1].a");
  expect(place([{ "a b": () => 1 }])).toBe('$[0]["a b"]');
  expect(place([{ a: "\ud800" }])).toBe("$[0].a");
});

test("types of what pandas wrote are inferred with care", () => {
  const read = (...cells: string[]) => fromPandasCsv(`,a\n${cells.map((cell, row) => `${row},${cell}\n`).join("")}`);
  expect(read("1", "-2", "")).toEqual([{ a: 1 }, { a: -2 }, { a: null }]);
  expect(read("0.5", "100.0", "1e-05", "inf", "1e+16")).toEqual([
    { a: 0.5 },
    { a: 100 },
    { a: 1e-5 },
    { a: Infinity },
    { a: 1e16 },
  ]);
  expect(read("True", "False")).toEqual([{ a: true }, { a: false }]);
  for (const text of ["00123", "12345678901234567890", "1.10", "+5", "1e5", "nan", "Infinity", "0x10", " 1", "1_000"]) {
    expect(read(text, "1")).toEqual([{ a: text }, { a: "1" }]);
  }
});

test("no column and no row of what others wrote is lost", () => {
  expect(fromPandasCsv(",ta;rh,a,a\n0,1;2,3,4\n")).toEqual([{ "ta;rh": "1;2", a: 3, "a.1": 4 }]);
  expect(fromPandasCsv(",index\nx,1\n")).toEqual([{ level_0: "x", index: 1 }]);
  expect(fromPandasCsv('a\n""\n1\n', { indexColumn: false })).toEqual([{ a: null }, { a: 1 }]);
  expect(fromPandasCsv(",a\r\n0,1\r\n")).toEqual([{ a: 1 }]);
  expect(() => fromPandasCsv(",a\n0,1,2\n")).toThrow("CSV row 2 has more cells than there are columns (2).");
  expect(() => fromPandasCsv(',a\n0,"1\n')).toThrow(SyntaxError);
});
