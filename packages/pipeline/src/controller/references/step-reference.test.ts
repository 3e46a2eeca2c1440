import { expect, test } from "vitest";
import { PipelineReferenceError } from "../errors.ts";
import { checkReference, referencesIn, referencesInValue } from "./step-reference.ts";

const scope = {
  step: "fine",
  steps: new Set(["load", "fine"]),
  parameters: new Set(["rate", "model.depth"]),
  fields: false,
};

const check = (text: string, differences = {}) => {
  for (const reference of referencesIn(text)) {
    checkReference(reference, { ...scope, ...differences });
  }
};

test("references are found wherever they stand in a text", () => {
  expect(referencesIn("from ${load.id} at ${pipeline.rate}, not $load or ${}")).toEqual([
    { text: "${load.id}", step: "load", path: ["id"] },
    { text: "${pipeline.rate}", step: undefined, path: ["rate"] },
    { text: "${}", step: "", path: [] },
  ]);
});

test("references inside lists and objects are found only where they are looked for", () => {
  const value = { files: ["${load.artifacts.rows.url}", 3, null] };
  expect(referencesInValue(value, false)).toEqual([]);
  expect(referencesInValue(value, true).map(({ step }) => step)).toEqual(["load"]);
});

test.each([
  "${load.id}",
  "${pipeline.rate}",
  "${pipeline.model.depth}",
  "${load.parameters.General/rate}",
  "${load.artifacts.rows.url}",
  "${load.models.output.-1.id}",
  "${load.models.input.0.url}",
])("%s can mean something", (text) => {
  expect(() => check(text)).not.toThrow();
});

test.each([
  ["${gone.id}", 'the pipeline has no step "gone"'],
  ["${fine.id}", "a step cannot refer to itself"],
  ["${pipeline.speed}", 'the pipeline has no parameter "speed"'],
  ["${load.rows}", '"rows" is not something that a step has'],
  ["${load.script.branch}", '"script" is not something that a step has'],
  ["${load.artifacts}", "it does not say which of the artifacts it means"],
  ["${load.models.last.0.id}", 'models are either of the "input" or of the "output"'],
  ["${load.models.output.last.id}", '"last" is not the number of a model'],
  ["${load.models.output.0}", "it must end with one property of the model"],
])("%s cannot: %s", (text, problem) => {
  expect(() => check(text)).toThrow(PipelineReferenceError);
  expect(() => check(text)).toThrow(problem);
});

test("overrides of fields may take fields of the tasks of other steps", () => {
  expect(() => check("${load.script.branch}", { fields: true })).not.toThrow();
});
