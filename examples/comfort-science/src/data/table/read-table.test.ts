import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { TableReadFailure } from "../errors.ts";
import { readTable } from "./read-table.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "survey-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function file(content: string | Uint8Array, name = "survey.csv"): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function columnsOf(content: string | Uint8Array, name?: string) {
  return Object.fromEntries((await readTable(await file(content, name))).columns);
}

test("columns of numbers are numbers, with NaN for empty cells, and all others are text", async () => {
  expect(await columnsOf("ta,season\n22.5,summer\n,autumn\n-1,\n")).toEqual({
    ta: Float64Array.of(22.5, Number.NaN, -1),
    season: ["summer", "autumn", ""],
  });
});

test("rows without any value, which spreadsheets leave behind, are not rows", async () => {
  expect(await columnsOf("ta,season\n22.5,summer\n , \n,\n\n")).toEqual({
    ta: Float64Array.of(22.5),
    season: ["summer"],
  });
});

test("a code among numbers makes the column text, and no number before it is lost", async () => {
  expect(await columnsOf("a,b\n1.25,1\n,2\nx,3\n")).toEqual({ a: ["1.25", "", "x"], b: Float64Array.of(1, 2, 3) });
});

test("a Brazilian spreadsheet is read: semicolons, decimal commas, Latin-1, Windows line ends, spaces in the header", async () => {
  const text = " Sensação ;tmedia\r\nfrio;12,5\r\n\r\nquente;30,1\r\n";
  expect(await columnsOf(Buffer.from(text, "latin1"))).toEqual({
    Sensação: ["frio", "quente"],
    tmedia: Float64Array.of(12.5, 30.1),
  });
});

test("a byte order mark is not a part of the first name", async () => {
  expect(Object.keys(await columnsOf("\ufeffta,rh\n1,2\n"))).toEqual(["ta", "rh"]);
});

test("the line ends of several systems may be mixed", async () => {
  expect(await columnsOf("a,b\r\n1,2\n3,4\r5,6\r\n\r\n")).toEqual({
    a: Float64Array.of(1, 3, 5),
    b: Float64Array.of(2, 4, 6),
  });
  const rows = Array.from({ length: 30_000 }, (_, i) => `${i},${i}`).join("\r\n");
  const { a } = await columnsOf(`a,b\r\n${rows}\r\n`);
  expect(a).toEqual(Float64Array.from({ length: 30_000 }, (_, i) => i));
});

test("quotes protect delimiters, quotes and line ends", async () => {
  expect(await columnsOf('note,n\n"a, ""b""\nc",1\n')).toEqual({ note: ['a, "b"\nc'], n: Float64Array.of(1) });
});

test("packed data is unpacked whatever the file is called", async () => {
  const packed = gzipSync("ta,rh\n1,2\n");
  expect(await columnsOf(packed, "survey.csv.gz")).toEqual({ ta: Float64Array.of(1), rh: Float64Array.of(2) });
  expect(await columnsOf(packed, "survey.csv")).toEqual({ ta: Float64Array.of(1), rh: Float64Array.of(2) });
});

test("Latin-1 is noticed even where the first accent comes late in the file", async () => {
  const rows = `${"plain,1\n".repeat(20_000)}então,2\n`;
  const table = await readTable(await file(Buffer.from(`name,n\n${rows}`, "latin1")));
  expect(table.rowCount).toBe(20_001);
  expect(table.columns.get("name")?.at(-1)).toBe("então");
  expect(table.dialect.encoding).toBe("windows-1252");
});

test("a short row is filled up with missing values", async () => {
  expect(await columnsOf("a,b\n1\n2,3\n")).toEqual({ a: Float64Array.of(1, 2), b: Float64Array.of(Number.NaN, 3) });
});

test("a thousand among decimal commas is a thousand", async () => {
  const table = await readTable(await file("lux;ta\n1.234;22,5\n800,5;23,1\n"));
  expect(table.columns.get("lux")).toEqual(Float64Array.of(1234, 800.5));
  expect(table.formats.get("lux")).toEqual({ decimal: ",", grouping: "." });
});

test("a thousand in quotes among decimal points is a thousand", async () => {
  expect(await columnsOf('lux,ta\n"2,000",22.5\n"1,234.5",23.1\n')).toEqual({
    lux: Float64Array.of(2000, 1234.5),
    ta: Float64Array.of(22.5, 23.1),
  });
  expect(await columnsOf('lux,ta\n"2,000",22\n')).toMatchObject({ lux: Float64Array.of(2000) });
});

test("a column that says nothing is read as the rest of the file, however late that speaks", async () => {
  const rows = "1.234;22\n".repeat(200);
  expect((await columnsOf(`lux;ta\n${rows}1.234;22,5\n`))["lux"]?.[0]).toBe(1234);
  expect((await columnsOf(`lux;ta\n${rows}1.234;22.5\n`))["lux"]?.[0]).toBe(1.234);
});

test("a column that mixes two ways to write numbers is text, not other numbers", async () => {
  expect(await columnsOf("a;b\n22,5;1\n22.5;2\n23,1;3\n")).toMatchObject({ a: ["22,5", "22.5", "23,1"] });
});

test("a typesetter's minus is a minus", async () => {
  expect(await columnsOf("ta,rh\n\u22125.5,60\n")).toEqual({ ta: Float64Array.of(-5.5), rh: Float64Array.of(60) });
});

test("a first line that names the delimiter is not a header", async () => {
  expect(await columnsOf("sep=;\r\nta;rh\r\n22,5;60\r\n")).toEqual({
    ta: Float64Array.of(22.5),
    rh: Float64Array.of(60),
  });
  expect(await columnsOf('"sep=|"\nta|rh\n22.5|60\n')).toMatchObject({ ta: Float64Array.of(22.5) });
});

test("bars separate cells", async () => {
  expect(await columnsOf("ta|note\n22.5|a, b; c\n")).toEqual({ ta: Float64Array.of(22.5), note: ["a, b; c"] });
});

test.each(["utf16le", "utf16be"])("%s with a byte order mark is read", async (encoding) => {
  const bytes = Buffer.from("\ufeffta;sensação\n22,5;frio\n", "utf16le");
  expect(await columnsOf(encoding === "utf16be" ? bytes.swap16() : bytes)).toEqual({
    ta: Float64Array.of(22.5),
    sensação: ["frio"],
  });
});

test("columns can be kept as text", async () => {
  const table = await readTable(await file("building,ta\n12,20\n"), { text: ["building"] });
  expect(table.columns.get("building")).toEqual(["12"]);
});

test.each<[TableReadFailure, string, string]>([
  ["empty", "", "is empty"],
  ["no-rows", "ta,rh\n", "no data rows"],
  ["not-csv", "hello\nworld\n", "not a CSV file"],
  ["not-csv", "a,b\n1,2\n1,2,3\n", "line 3 has 3 cells"],
  ["not-csv", 'a,b\n"1,2\n', "never closed"],
  ["duplicated-header", "ta,TA\n1,2\n", 'two columns named "TA"'],
])("%s: %j is refused in one clear line", async (reason, content, message) => {
  const path = await file(content);
  await expect(readTable(path)).rejects.toMatchObject({ name: "TableReadError", reason, path });
  await expect(readTable(path)).rejects.toThrow(message);
  await expect(readTable(path)).rejects.not.toThrow("\n");
});

test("a missing file, a directory and damaged packed data are told apart", async () => {
  await expect(readTable(join(folder, "nowhere.csv"))).rejects.toMatchObject({ reason: "missing" });
  await expect(readTable(folder)).rejects.toMatchObject({ reason: "directory" });
  const cut = gzipSync(Buffer.from(`a,b\n${Array.from({ length: 50_000 }, (_, i) => `${i},${i * i}`).join("\n")}\n`));
  await expect(readTable(await file(cut.subarray(0, -1000)))).rejects.toMatchObject({ reason: "unreadable" });
  await expect(readTable(await file(Uint8Array.of(0x1f, 0x8b, 9, 9)))).rejects.toMatchObject({ reason: "not-csv" });
});

test("reading stops when it is told to", async () => {
  const reason = new Error("stopped by the user");
  await expect(readTable(await file("a,b\n1,2\n"), { signal: AbortSignal.abort(reason) })).rejects.toThrow();
});
