import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readTable } from "./read-table.ts";
import { createTable } from "./table.ts";
import { writeCsv } from "./write-csv.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "survey-"));
});
afterEach(() => rm(folder, { recursive: true }));

const table = createTable([
  ["ta", Float64Array.of(0.1 + 0.2, Number.NaN, -1e-7, 1e21, 5e-324)],
  ["note", ['says "hot"', "", "a,b", "two\nlines", "sensação"]],
  ["building", ["1", "2", "3", "4", "5"]],
]);

test.each(["survey.csv", "deep/survey.csv.gz"])("%s reads back as the very same numbers and text", async (name) => {
  const path = join(folder, name);
  await writeCsv(table, path);
  const back = await readTable(path, { text: ["building"] });
  expect(back.columns).toEqual(table.columns);
});

test("missing values are empty cells, as other programs expect them", async () => {
  const path = join(folder, "survey.csv");
  await writeCsv(
    createTable([
      ["a", Float64Array.of(Number.NaN)],
      ["b", [""]],
      ["c", ["z"]],
    ]),
    path,
  );
  expect(await readFile(path, "utf8")).toBe("a,b,c\n,,z\n");
});
