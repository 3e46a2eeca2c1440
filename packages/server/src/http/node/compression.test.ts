import { expect, test } from "vitest";
import { chooseEncoding } from "./compression.ts";

const json = new Headers({ "content-type": "application/json", "content-length": "5000" });

test("the first encoding on offer that the client accepts is used", () => {
  expect(chooseEncoding("gzip, deflate", json)).toBe("gzip");
  expect(chooseEncoding("br;q=1.0, gzip;q=0", json)).toBe("br");
  expect(chooseEncoding("deflate", json)).toBe("deflate");
});

test("nothing is compressed for a client that does not ask", () => {
  expect(chooseEncoding(undefined, json)).toBeUndefined();
  expect(chooseEncoding("identity", json)).toBeUndefined();
});

test("small, binary, partial and already encoded answers are left as they are", () => {
  const variants = [
    { "content-length": "100" },
    { "content-type": "image/png" },
    { "content-range": "bytes 0-4999/10000" },
    { "content-encoding": "br" },
  ];
  for (const change of variants) {
    expect(chooseEncoding("gzip", new Headers({ ...Object.fromEntries(json), ...change }))).toBeUndefined();
  }
});
