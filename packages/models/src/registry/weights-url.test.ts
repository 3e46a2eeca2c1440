import { expect, test } from "vitest";
import { frameworkOfFile } from "./framework.ts";
import { fileNameOf, fileStem } from "./weights-url.ts";

test.each([
  ["s3://b/models/a%20b.tar.gz?x=1#y", "a b.tar.gz", "a b.tar"],
  ["https://example.com/100%.bin", "100%.bin", "100%"],
  ["https://example.com/", "", ""],
  ["file://C:\\models\\forest.bin", "forest.bin", "forest"],
  ["file:///C:/models/forest.bin", "forest.bin", "forest"],
  ["file:///models/a\\b.bin", "a\\b.bin", "a\\b"],
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
