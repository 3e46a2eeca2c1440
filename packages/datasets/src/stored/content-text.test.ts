import { expect, test } from "vitest";
import type { Manifest } from "../manifest/manifest.ts";
import { contentText } from "./content-text.ts";

test("the content of a version has a line for each file, whatever it is called", () => {
  const file = { hash: "aa", size: 1, storedIn: "v", chunk: "data", localPath: undefined };
  const files = new Map(["b.csv", "a\nb\tc.csv", "back\\slash"].map((path) => [path, { ...file, path }]));
  const manifest: Manifest = { files, links: new Map(), graph: {} };
  expect(contentText(manifest)).toBe(
    [
      "File Name (3 files), File Size (total 3 B), Hash (SHA2)",
      "a\\nb\\tc.csv, 1, aa",
      "b.csv, 1, aa",
      "back\\slash, 1, aa",
    ].join("\n"),
  );
});
