import { expect, test } from "vitest";
import { PipelineDefinitionError } from "../../errors.ts";
import { checkStepName, StepNames } from "./step-name.ts";

test.each(["ab", "a.b.c", "a/b", "$x", "pipeline", "Pipeline", "   "])("%j cannot name a step", (name) => {
  expect(() => checkStepName(name)).toThrow(PipelineDefinitionError);
});

test("words with blanks can", () => {
  expect(() => checkStepName("train models_2")).not.toThrow();
});

test("each further call of a component is numbered from 1", () => {
  const names = new StepNames();
  names.take("train_1");
  expect([1, 2, 3].map(() => names.takeNext("train"))).toEqual(["train", "train_2", "train_3"]);
  expect(() => names.take("train_2")).toThrow('has a step "train_2" already');
});
