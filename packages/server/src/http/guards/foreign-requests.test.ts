import { expect, test } from "vitest";
import { foreignReason } from "./foreign-requests.ts";

test.each(["127.0.0.1:8008", "localhost:8008", "[::1]:8008", "api.clearml.localhost", "host.docker.internal:8008"])(
  "a request to %s is from here",
  (host) => {
    expect(foreignReason(new Headers({ host }))).toBeUndefined();
  },
);

test.each(["evil.example", "127.0.0.1.evil.example:8008", "localhost.evil.example", "10.0.0.1", ""])(
  'a request to "%s" was led here by somebody else',
  (host) => {
    expect(foreignReason(new Headers({ host }))).toMatch(/not this machine/);
  },
);

test("a page from elsewhere may not call, a local one may", () => {
  const host = "localhost:8008";

  expect(foreignReason(new Headers({ host, origin: "http://localhost:8080" }))).toBeUndefined();
  expect(foreignReason(new Headers({ host, origin: "https://evil.example" }))).toMatch(/evil\.example/);
  expect(foreignReason(new Headers({ host, origin: "null" }))).toMatch(/null/);
});
