import { expect, test } from "vitest";
import { projectTitle } from "./project-title.ts";

test("a project is shown without the folders that SDKs hide", () => {
  expect(projectTitle("Comfort/.pipelines/train all")).toBe("Comfort/train all");
  expect(projectTitle("Comfort/.datasets")).toBe("Comfort");
  expect(projectTitle("Comfort/.datasets-of-mine")).toBe("Comfort/.datasets-of-mine");
  expect(projectTitle(undefined)).toBe("");
});
