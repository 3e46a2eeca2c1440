import { expect, test } from "vitest";
import { pauseAfter } from "./update-pause.ts";

test.each([
  [0, 1_000],
  [20, 1_000],
  [400, 3_600],
  [60_000, 10_000],
])("an update of %i ms is followed by a pause of %i ms", (update, pause) => {
  expect(pauseAfter(update)).toBe(pause);
});
