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

test("the body stays as it was", () => {
  const body = { a: { b: 1 } };

  expect(mergeQuery(new URLSearchParams("a.c=2&a.d=3"), body)).toEqual({ a: { b: 1, c: 2, d: 3 } });
  expect(body).toEqual({ a: { b: 1 } });
});

test("a path that is too deep is refused", () => {
  expect(mergeQuery(new URLSearchParams(`${"a.".repeat(199)}a=1`), {})).toHaveProperty("a.a.a");
  expect(() => mergeQuery(new URLSearchParams(`${"a.".repeat(200)}a=1`), {})).toThrow("200 levels");
});

test("many keys are read one by one", () => {
  const siblings = Array.from({ length: 50_000 }, (_, index) => `a.${index}=1&b${index}=1`);

  expect(Object.keys(mergeQuery(new URLSearchParams(siblings.join("&")), {}))).toHaveLength(50_001);
});

test("no key reaches the prototype of objects", () => {
  const merged = mergeQuery(new URLSearchParams("__proto__.polluted=1&a.__proto__.polluted=1"), {});

  expect(merged).toEqual({});
  expect({}).not.toHaveProperty("polluted");
});
