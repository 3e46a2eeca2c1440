import { expect, test } from "vitest";
import { recent } from "./executed-job.ts";

test("a history keeps its newest entries", () => {
  expect(recent(["first", "second"])).toEqual(["first", "second"]);
  const long = Array.from({ length: 1003 }, (_, index) => index);
  expect([recent(long)[0], recent(long).length]).toEqual([3, 1000]);
});
