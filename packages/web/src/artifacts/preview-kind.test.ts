import { expect, test } from "vitest";
import { isGzip, previewKind } from "./preview-kind.ts";

test.each([
  ["/files/rows.csv", "", "table"],
  ["/files/rows.csv.gz", "text/csv", "table"],
  ["/files/rows.TSV?download", "", "table"],
  ["/files/notes.json", "application/json", "text"],
  ["/files/confusion.png", "image/png", "picture"],
  ["/files/picture.png.gz", "", undefined],
  ["/files/model.bin", "text/plain", undefined],
  ["/files/data.zip", "application/zip", undefined],
  ["/files/README", "text/plain; charset=utf-8", "text"],
  ["/files/table", "text/csv", "table"],
  ["/files/weights", "", undefined],
] as const)("%s of type %s is shown as %s", (url, mediaType, kind) => {
  expect(previewKind(url, mediaType)).toBe(kind);
});

test("a packed file is known by its ending", () => {
  expect([isGzip("/files/a.csv.gz?x"), isGzip("/files/a.csv")]).toEqual([true, false]);
});
