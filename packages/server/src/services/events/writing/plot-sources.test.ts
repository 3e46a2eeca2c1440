import { expect, test } from "vitest";
import { plotSources } from "./plot-sources.ts";

test("image sources are found in either kind of quotes, each once", () => {
  const figure = `{"images":[{"source": "https://a/1.png"},{"source":"s3://b/2.png"},{'source':'https://a/1.png'}]}`;
  expect(plotSources(figure)).toEqual(["https://a/1.png", "s3://b/2.png"]);
});

test("embedded images and other keys are not addresses", () => {
  expect(plotSources('{"source":"data:image/png;base64,AA","url":"https://a/1.png"}')).toEqual([]);
});
