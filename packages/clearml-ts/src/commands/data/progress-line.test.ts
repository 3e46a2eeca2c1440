import { expect, test } from "vitest";
import { ProgressLine, progressText } from "./progress-line.ts";

test("a state is a bar, a percentage and numbers", () => {
  const text = progressText({ step: "upload", files: 3, totalFiles: 12, bytes: 500, totalBytes: 1000 });
  expect(text).toBe(`upload   ${"█".repeat(12)}${"░".repeat(12)}  50 %  3 of 12 files, 500 bytes of 1 KB`);
  expect(progressText({ step: "hash", files: 0, totalFiles: 0, bytes: 0, totalBytes: 0 })).toContain("100 %");
});

test("only a terminal shows it, and not more often than people can read", () => {
  const written: string[] = [];
  const output = (isTTY: boolean) =>
    ({ isTTY, columns: 40, write: (text: string) => written.push(text) }) as unknown as NodeJS.WriteStream;
  const show = (line: ProgressLine) => {
    for (let files = 1; files <= 1000; files++) {
      line.show({ step: "hash", files, totalFiles: 1000, bytes: files, totalBytes: 1000 });
    }
    line.end();
  };
  show(new ProgressLine(output(false)));
  expect(written).toEqual([]);
  show(new ProgressLine(output(true)));
  expect(written.length).toBeLessThan(20);
  expect(written.at(-2)).toHaveLength("\r\u001b[2K".length + 39);
  expect(written.at(-1)).toBe("\r\u001b[2K");
});
