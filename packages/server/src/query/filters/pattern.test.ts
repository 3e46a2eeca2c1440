import { expect, test } from "vitest";
import { find } from "../find.fixture.ts";
import { parsePattern } from "./pattern.ts";

const named = [
  { name: "My proj" }, // a
  { name: "My proj two" }, // b
  { name: "my proj" }, // c
  { name: "x/.datasets/My proj" }, // d
  { name: ".datasets/one" }, // e
  { name: "a-b#c" }, // f
  { name: "ab" }, // g
  {}, // h
];

test.each([
  ["^My\\ proj$", "a"],
  ["My\\ proj", "abd"],
  ["^My proj", "ab"],
  ["proj$", "acd"],
  ["^\\.datasets/", "e"],
  ["/\\.datasets/", "d"],
  ["\\/\\.datasets\\/", "d"],
  ["^a\\-b\\#c$", "f"],
  ["^My\\ proj$|^ab$", "ag"],
  ["a.b", "f"],
  ["^[Mm]y proj$", "ac"],
  ["(?i)^MY PROJ$", "ac"],
  ["^$", ""],
  ["^", "abcdefg"],
  ["", "abcdefgh"],
])("the name %s finds %s", (name, expected) => {
  expect(find(named, { name })).toBe(expected);
});

test("alternatives of plain text are told apart from regular expressions", () => {
  expect(parsePattern("^a\\.b$|c").literals).toEqual([
    { text: "a.b", atStart: true, atEnd: true },
    { text: "c", atStart: false, atEnd: false },
  ]);
});

test.each(["a.b", "a\\d", "a{2}", "(a)", "a$b", "a^", "a?"])("%s is not a plain text", (pattern) => {
  expect(parsePattern(pattern).literals).toBeUndefined();
});

test("an escaped letter beyond ASCII is that letter", () => {
  expect(parsePattern("^na\\ïve.$").test("naïve!")).toBe(true);
});

test("a pattern that would make a backtracking matcher run for ever takes no time", () => {
  expect(parsePattern("^(a+)+$").test(`${"a".repeat(50_000)}!`)).toBe(false);
});

test("a malformed pattern is refused", () => {
  expect(() => parsePattern("(")).toThrow("Malformed regular expression");
});

test("only text is matched", () => {
  expect(() => find(named, { name: ["a"] })).toThrow();
});
