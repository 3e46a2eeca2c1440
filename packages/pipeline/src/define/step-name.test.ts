import { expect, test } from "vitest";
import { PipelineDefinitionError } from "../errors.ts";
import { checkStepName, freeStepName } from "./step-name.ts";

test.each(["ab", "a.b.c", "a/b", "$x", "pipeline", "Pipeline", "   "])("%j cannot name a step", (name) => {
  expect(() => checkStepName(name)).toThrow(PipelineDefinitionError);
});

test("words with blanks can", () => {
  expect(() => checkStepName("train models_2")).not.toThrow();
});

test("each further call of a component is numbered from 1", () => {
  expect(freeStepName("train", new Set())).toBe("train");
  expect(freeStepName("train", new Set(["train", "train_1"]))).toBe("train_2");
});
