import { expect, test } from "vitest";
import { nextRunName } from "./run-name.ts";

test("the first run has the name of the pipeline, later ones a number", () => {
  expect(nextRunName("train", [])).toBe("train");
  expect(nextRunName("train", ["train"])).toBe("train #2");
  expect(nextRunName("train", ["train #2", "train"])).toBe("train #3");
});

test("no name is given twice although runs were deleted", () => {
  expect(nextRunName("train", ["train #7"])).toBe("train #8");
});
