import type { DebugImageEvent } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { iterationsOf, samplesAt } from "./samples-at.ts";

const event = (metric: string, variant: string, iter: number): DebugImageEvent => ({
  type: "training_debug_image",
  task: "t",
  ...{ metric, variant, iter, url: `${metric}/${variant}/${iter}` },
});

const events = [event("b", "x10", 4), event("b", "x9", 2), event("b", "x9", 4), event("a", "y", 3)];

test("every variant shows its newest sample up to the iteration", () => {
  expect(iterationsOf(events)).toEqual([2, 3, 4]);
  expect(samplesAt(events, 4).map(({ url }) => url)).toEqual(["a/y/3", "b/x9/4", "b/x10/4"]);
  expect(samplesAt(events, 3).map(({ url }) => url)).toEqual(["a/y/3", "b/x9/2"]);
  expect(samplesAt(events, 1)).toEqual([]);
});
