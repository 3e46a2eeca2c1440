import { expect, test } from "vitest";
import { sampleKind } from "./sample-kind.ts";

test.each([
  ["http://f/p/a_00.PNG", "picture"],
  ["http://f/drawing.svg?v=1", "picture"],
  ["http://f/without-ending", "picture"],
  ["data:image/png;base64,AA", "picture"],
  ["data:text/html,<script>", "file"],
  ["http://f/a.wav", "sound"],
  ["http://f/a.mp4#t=2", "film"],
  ["http://f/report.html", "page"],
  ["http://f.html/table.csv", "file"],
])("%s is shown as a %s", (url, kind) => {
  expect(sampleKind(url)).toBe(kind);
});
