import { expect, test } from "vitest";
import { chooseSuites } from "./record.ts";

test("suites are recorded as they are named: in whole, in the part that is worth it, or in the paths behind the name", () => {
  expect(chooseSuites(["clearml-ts", "@clearml-ts/tests", "interop:interop/sdk:interop/agent"])).toEqual({
    "clearml-ts": [],
    "@clearml-ts/tests": ["web-ui"],
    interop: ["interop/sdk", "interop/agent"],
  });
  expect(Object.keys(chooseSuites([]))).toContain("interop");
});
