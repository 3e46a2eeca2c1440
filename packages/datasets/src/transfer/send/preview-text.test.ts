import { expect, test } from "vitest";
import { PreviewText } from "./preview-text.ts";

test("a short list is shown whole", () => {
  const preview = new PreviewText().start();
  preview.add(() => "a - 1 byte");
  preview.add(() => "b - 2 bytes");
  expect(preview.text).toBe("a - 1 byte\nb - 2 bytes\n");
});

test("a long list is cut, and says so once", () => {
  const preview = new PreviewText().start();
  for (let index = 0; index < 20_000; index++) {
    preview.add(() => "x".repeat(99));
  }
  expect(preview.text.length).toBeLessThan(34_000);
  expect(preview.text.match(/truncated/g)).toHaveLength(1);
});

test("the lists of many zips together are cut as well", () => {
  const previews = new PreviewText();
  const texts = Array.from({ length: 20 }, () => {
    const preview = previews.start();
    for (let index = 0; index < 400; index++) {
      preview.add(() => "x".repeat(99));
    }
    return preview.text;
  });
  expect(texts.join("").length).toBeLessThan(340_000);
  expect(texts.at(-1)).toMatch(/^\.\.\.\ntruncated/);
});
