import { fileURLToPath } from "node:url";
import { folderWith } from "@clearml-ts/testing";
import { expect, test } from "vitest";
import { readParquetRows } from "./read-parquet-rows.ts";

// Files that pyarrow wrote: twenty rows of a number, a text or none, a fraction, a moment and a list.
test.each(["snappy", "gzip"])("the first rows of a Parquet file in %s are read as texts", async (compression) => {
  const path = fileURLToPath(new URL(`votes.${compression}.fixture.parquet`, import.meta.url));
  const rows = await readParquetRows(path, 10);
  expect(rows).toHaveLength(11);
  expect(rows?.slice(0, 3)).toEqual([
    ["id", "city", "felt", "at", "tags"],
    ["0", "", "0", "2024-01-01T12:00:00.000Z", '["a","b"]'],
    ["1", "São Paulo", "0.25", "2024-01-01T12:01:00.000Z", '["a","b"]'],
  ]);
});

test("a file that is called Parquet and is not is refused", async () => {
  const folder = await folderWith({ "votes.parquet": "id,city" });
  await expect(readParquetRows(`${folder}/votes.parquet`, 10)).rejects.toThrow();
});
