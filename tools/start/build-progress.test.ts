import { expect, test } from "vitest";
import { buildSteps } from "./build-progress.mjs";

test("packages are counted by the lines of turbo", () => {
  const output = [
    "   • Packages in scope: a, b, c",
    "   • Running build:js in 3 packages",
    "a:build:js: cache hit, replaying logs 0123",
    "b:build:js: cache miss, executing 4567",
  ].join("\n");

  expect(buildSteps(output)).toEqual({ built: 1, kept: 1, total: 3 });
});
