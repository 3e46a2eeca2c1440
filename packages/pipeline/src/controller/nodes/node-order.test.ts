import { expect, test } from "vitest";
import { PipelineDefinitionError } from "../../errors.ts";
import { parentsFirst } from "./node-order.ts";

const step = (name: string, ...parents: string[]) => ({ name, parents });

test("steps come after their parents, and else as they were added", () => {
  const steps = [step("judge", "fit"), step("load"), step("fit", "load"), step("other")];
  expect(parentsFirst(steps).map(({ name }) => name)).toEqual(["load", "other", "fit", "judge"]);
});

test("a parent that is missing is named", () => {
  expect(() => parentsFirst([step("fit", "load")])).toThrow('Step "fit" waits for step "load"');
});

test("steps that wait for each other are named", () => {
  const steps = [step("load"), step("fit", "judge"), step("judge", "fit")];
  expect(() => parentsFirst(steps)).toThrow(PipelineDefinitionError);
  expect(() => parentsFirst(steps)).toThrow('The steps "fit", "judge" wait for each other');
});
