import { expect, test } from "vitest";
import { addressOfPath, localPathOf, recordedAddress } from "./local-path.ts";

test.each([
  ["file:///tmp/a%20b", "/tmp/a%20b"],
  ["FILE:///tmp/../a", "/a"],
  ["/tmp/a b", "/tmp/a b"],
  ["~/x", "/home/$&/x"],
  ["file://~", "/home/$&"],
])("on Linux, %j is %j", (url, path) => {
  expect(localPathOf(url, { home: "/home/$&", platform: "linux" })).toBe(path);
});

test.each([
  ["file:///C:/data/a%20b", "C:\\data\\a%20b"],
  ["file://C:\\data\\a b", "C:\\data\\a b"],
  ["c:/data/../x", "c:\\x"],
  ["~\\x", "C:\\Users\\ada\\x"],
  ["file:////host/share/a", "\\\\host\\share\\a"],
  ["\\\\host\\share\\a", "\\\\host\\share\\a"],
])("on Windows, %j is %j", (url, path) => {
  expect(localPathOf(url, { home: "C:\\Users\\ada", platform: "win32" })).toBe(path);
});

test("addresses of files have forward slashes, and lead back to the same path", () => {
  const address = addressOfPath("file://", "C:\\data\\a b.csv", "win32");

  expect(address).toBe("file://C:/data/a b.csv");
  expect(localPathOf(address, { platform: "win32" })).toBe("C:\\data\\a b.csv");
  expect(addressOfPath("", "C:\\data", "win32")).toBe("C:\\data");
  expect(addressOfPath("file://", "/data/a\\b", "linux")).toBe("file:///data/a\\b");
});

test.each([
  ["C:\\data\\a b.csv", "win32", "file://C:/data/a b.csv"],
  ["C:/data/../a.csv", "win32", "file://C:/a.csv"],
  ["\\\\host\\share\\a.csv", "win32", "file:////host/share/a.csv"],
  ["s3://bucket/a\\b.csv", "win32", "s3://bucket/a\\b.csv"],
  ["/data/a\\b.csv", "linux", "file:///data/a\\b.csv"],
] as const)("%j is recorded on %s as %j", (path, platform, address) => {
  expect(recordedAddress(path, platform)).toBe(address);
});
