import { expect, test } from "vitest";
import { mergeQuery } from "./query.ts";

test("numbers and booleans are read as such", () => {
  const query = new URLSearchParams("i=12&f=-1.5e3&t=True&n=FALSE&s=12a&e=");

  expect(mergeQuery(query, {})).toEqual({ i: 12, f: -1500, t: true, n: false, s: "12a", e: "" });
});

test("a repeated key and a key with brackets are lists", () => {
  expect(mergeQuery(new URLSearchParams("a=1&a=x&b[]=2"), {})).toEqual({ a: [1, "x"], b: [2] });
});

test("a dotted key is a path, and joins what the body has there", () => {
  expect(mergeQuery(new URLSearchParams("a.b.c=1&x=2"), { a: { d: 0 }, x: 1 })).toEqual({
    a: { b: { c: 1 }, d: 0 },
    x: 2,
  });
});

test("no key reaches the prototype of objects", () => {
  const merged = mergeQuery(new URLSearchParams("__proto__.polluted=1&a.__proto__.polluted=1"), {});

  expect(merged).toEqual({ a: {} });
  expect({}).not.toHaveProperty("polluted");
});
