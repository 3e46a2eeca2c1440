import { expect, test } from "vitest";
import { readFigure } from "./figure.ts";

test("a figure is read, and numbers that JSON does not have are gaps", () => {
  expect(readFigure('{"data":[{"y":[1,NaN,-Infinity],"name":"NaN is \\" a word"}],"layout":{"title":"t"}}')).toEqual({
    data: [{ y: [1, null, null], name: 'NaN is " a word' }],
    layout: { title: "t" },
  });
});

test.each(["", "{", "null", "[]", '"text"', "{}", '{"data":7}', '{"data":[1,null,"x"]}'])(
  "%s is not a figure",
  (text) => {
    expect(readFigure(text)).toBe(undefined);
  },
);

test("a figure without traces, or with one that is not in a list, is a figure", () => {
  expect(readFigure('{"data":[],"layout":{"images":[]}}')).toEqual({ data: [], layout: { images: [] } });
  expect(readFigure('{"data":{"y":[1]}}')).toEqual({ data: [{ y: [1] }], layout: {} });
});
