import { resolve } from "node:path";
import { expect, test } from "vitest";
import { frameworkOfFile } from "./framework.ts";
import { fileNameOf, fileStem, weightsUrl } from "./weights-url.ts";

test("paths become addresses, and addresses stay", () => {
  expect(weightsUrl("s3://bucket/a b.bin")).toBe("s3://bucket/a b.bin");
  expect(weightsUrl("models/forest.bin")).toBe(`file://${resolve("models/forest.bin")}`);
});

test.each([
  ["s3://b/models/a%20b.tar.gz?x=1#y", "a b.tar.gz", "a b.tar"],
  ["https://example.com/100%.bin", "100%.bin", "100%"],
  ["https://example.com/", "", ""],
])("the file of %s is %j", (url, name, stem) => {
  expect([fileNameOf(url), fileStem(fileNameOf(url))]).toEqual([name, stem]);
});

test.each([
  ["net.ONNX", "ONNX"],
  ["predict_net.pb", "TensorFlow"],
  ["tree.pkl", "ScikitLearn"],
  ["forest.bin", undefined],
])("weights called %s are of %s", (name, framework) => {
  expect(frameworkOfFile(name)).toBe(framework);
});
