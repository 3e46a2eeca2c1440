import { expect, test } from "vitest";
import { ownFileAddress } from "./file-address.ts";

test.each([
  ["http://127.0.0.1:8081/p/t/samples/a%20b.png", "/files/p/t/samples/a%20b.png"],
  ["http://127.0.0.1:8081/a.png?download", "/files/a.png?download"],
  ["http://127.0.0.1:8081/../api/auth.logout", "/files/api/auth.logout"],
  ["http://127.0.0.1:8082/a.png", undefined],
  ["https://127.0.0.1:8081/a.png", undefined],
  ["s3://bucket/a.png", undefined],
  ["not an address", undefined],
])("%s is shown from %s", (url, own) => {
  expect(ownFileAddress(url, "http://127.0.0.1:8081")).toBe(own);
});

test("a file store below a path of its host has its files there alone", () => {
  expect(ownFileAddress("https://host/files/a.png", "https://host/files/")).toBe("/files/a.png");
  expect(ownFileAddress("https://host/filesystem/a.png", "https://host/files")).toBe(undefined);
});
