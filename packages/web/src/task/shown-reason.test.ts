import { expect, test } from "vitest";
import { shownReason } from "./shown-reason.ts";

test("of a Python traceback the error itself is shown, which is its last line", () => {
  const traceback =
    'Traceback (most recent call last):\n  File "train.py", line 2\nRuntimeError: CUDA out of memory.\n';
  expect(shownReason("", traceback)).toEqual({ text: "RuntimeError: CUDA out of memory.", isCut: true });
  expect(shownReason("RuntimeError", traceback).text).toBe("RuntimeError: CUDA out of memory.");
});

test("a short message is shown as it is, with its reason once, and of a long one the beginning", () => {
  expect(shownReason("killed", "killed by hand")).toEqual({ text: "killed by hand", isCut: false });
  expect(shownReason("killed", "by hand")).toEqual({ text: "killed: by hand", isCut: false });
  expect(shownReason("", " ")).toEqual({ text: "", isCut: false });
  expect(shownReason("", "x".repeat(400))).toEqual({ text: `${"x".repeat(300)}…`, isCut: true });
});
