import fc from "fast-check";
import { expect, test } from "vitest";
import { ListScan } from "./list-scan.ts";

/** The items of a list, and the object without them, read in pieces of some length. */
function scanned(text: string, length: number): { items: unknown[]; rest: unknown } {
  const items: unknown[] = [];
  const scan = new ListScan(["list"], (_list, item) => void items.push(JSON.parse(item)));
  for (let at = 0; at < text.length; at += length) {
    scan.push(text.slice(at, at + length));
  }
  return { items, rest: JSON.parse(scan.end()) };
}

test("items are taken out of any object, in whatever pieces its text comes", () => {
  const pieces = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue()),
      fc.dictionary(fc.string(), fc.jsonValue()),
      pieces,
      (list, others, length) => {
        const object = { ...others, nested: { list: [1] }, text: 'list": [', list };
        for (const indent of [0, 2]) {
          const expected = { items: list.map(plain), rest: plain({ ...object, list: [] }) };
          expect(scanned(JSON.stringify(object, null, indent), length)).toEqual(expected);
        }
      },
    ),
  );
});

test.each([
  '{"list": [1',
  '{"list": [1,]}',
  '{"list": [,]}',
  '{"list": [1 2]}',
  '{"list": [1], }',
  '{"list": ["a]}',
  "",
])("%s is not JSON", (text) => {
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
  expect(() => scanned(text, 3)).toThrow(SyntaxError);
});

/** A value as JSON keeps it: minus nought is nought. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
