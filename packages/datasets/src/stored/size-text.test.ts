import { expect, test } from "vitest";
import { sizeText } from "./size-text.ts";

// The answers of `format_size(n, binary=True, use_nonbinary_notation=True, use_b_instead_of_bytes=True)` of the Python SDK.
test.each([
  [0, "0 B"],
  [1, "1 B"],
  [1023, "1023 B"],
  [1024, "1 KB"],
  [1536, "1.5 KB"],
  [10_000, "9.77 KB"],
  [512 * 2 ** 20, "512 MB"],
  [3 * 2 ** 60, "3072 PB"],
])("%d bytes are %s", (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
