import { expect, test } from "vitest";
import { artifactQuery, readArtifactState } from "./artifact-state.ts";

test("opened artifacts survive the way through an address", () => {
  const state = { opened: ["rows", "a & b = c"] };
  expect(readArtifactState(artifactQuery(state))).toEqual(state);
  expect(artifactQuery(readArtifactState(""))).toBe("");
  expect(readArtifactState("open=rows&open=rows")).toEqual({ opened: ["rows"] });
});
