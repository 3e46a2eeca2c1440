import { expect, test } from "vitest";
import { cellPieces, cellText, isNumeric } from "./cell-text.ts";

const pieces = (value: unknown) => cellPieces(value, "http://page:8080");

test("links of the web are links, those of the page without its host", () => {
  expect(pieces('<a href="http://page:8080/projects/p/experiments/t/output/log"> t </a>')).toEqual([
    { text: "t", href: "/projects/p/experiments/t/output/log" },
  ]);
  expect(pieces("see <a target='x' href='https://example.org/a'>a &amp; b</a>.")).toEqual([
    { text: "see " },
    { text: "a & b", href: "https://example.org/a" },
    { text: "." },
  ]);
});

test("a line break at the end of a cell is left out, and texts of numbers are numbers", () => {
  expect(pieces("0.5\r\n")).toEqual([{ text: "0.5" }]);
  expect([1, "-0.5\n", "1e3", "", " ", "forest", null].map(isNumeric)).toEqual([
    ...[true, true, true],
    ...[false, false, false, false],
  ]);
});

test.each(["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "JaVaScRiPt:x"])(
  "an address such as %s is not one that leads anywhere",
  (href) => {
    expect(pieces(`<a href="${href}">go</a>`)).toEqual([{ text: "go" }]);
  },
);

test("other marks are text, and numbers and missing values are shown as they are", () => {
  expect(cellText("<b>bold</b><br>next &lt;b&gt;")).toBe("bold\nnext <b>");
  expect(cellText("<img src=x onerror=1>")).toBe("<img src=x onerror=1>");
  expect([1.5, null, true, { a: [1] }].map(cellText)).toEqual(["1.5", "", "true", '{"a":[1]}']);
});
