import { expect, test } from "vitest";
import { formatSize } from "./format-size.ts";

// Made with clearml.storage.size.format_size of the Python SDK 2.1.12.
test.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [999, "999 bytes"],
  [1000, "1 KB"],
  [1024, "1.02 KB"],
  [1125, "1.12 KB"],
  [1375, "1.38 KB"],
  [999_994, "999.99 KB"],
  [999_995, "1 MB"],
  [123_456_789, "123.46 MB"],
  [4e9, "4 GB"],
  [1e15, "1 PB"],
  [1e18, "1000 PB"],
])("formats %d bytes as Python does", (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});
