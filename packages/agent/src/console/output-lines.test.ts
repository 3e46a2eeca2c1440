import { expect, test } from "vitest";
import { takeLines } from "./output-lines.ts";

const take = (text: string | Buffer, unfinished = false) => takeLines(Buffer.from(text), { unfinished });

test("lines are taken, and one without an end is left", () => {
  expect(take("one\ntwo\nthr")).toEqual({ text: "one\ntwo\n", bytes: 8 });
  expect(take("thr")).toEqual({ text: "", bytes: 0 });
});

test("a line without an end is taken when it has waited long enough", () => {
  expect(take("one\ntwo", true)).toEqual({ text: "one\ntwo\n", bytes: 7 });
  expect(take("", true)).toEqual({ text: "", bytes: 0 });
});

test("a progress bar is one line", () => {
  expect(take("10%\r50%\r100%\nab\bc\r\n").text).toBe("100%\nabc\n");
  expect(take("10%\r50%\r", true).text).toBe("50%\n");
});

test("a character of several bytes stays whole", () => {
  const text = Buffer.from("grün 🙂");
  for (let length = 1; length <= text.length; length += 1) {
    const first = take(text.subarray(0, length), true);
    const second = take(text.subarray(first.bytes), true);
    expect((first.text + second.text).replaceAll("\n", "")).toBe("grün 🙂");
  }
});

test("bytes that are no text are taken all the same", () => {
  expect(take(Buffer.from([0xff, 0xfe, 0x80]), true).bytes).toBeGreaterThan(0);
  expect(take(Buffer.from([0x80, 0x80, 0x80, 0x80]), true).bytes).toBe(4);
});
