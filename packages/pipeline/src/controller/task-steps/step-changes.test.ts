import type { TaskRecord } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { PipelineDefinitionError } from "../../errors.ts";
import { jobHash } from "./job-hash.ts";
import { editOf, flatFields } from "./step-changes.ts";

const base: TaskRecord = {
  id: "1",
  name: "base",
  type: "training",
  status: "completed",
  script: { repository: "https://example.com/a.git", branch: "main", version_num: "abc", requirements: { pip: "x" } },
  configuration: { General: { name: "General", value: "a = 1", type: "hocon" } },
};

test("fields are changed in their places, and the others stay", () => {
  const fields = {
    "script.branch": "next",
    "script.version_num": "",
    comment: "refined",
    "output.destination": "s3://b",
  };
  expect(editOf(base, { configurations: {}, fields })).toEqual({
    script: { ...base.script, branch: "next", version_num: "" },
    comment: "refined",
    output_dest: "s3://b",
  });
});

test("configurations replace the texts of those that are there, and new ones are added", () => {
  const configurations = { General: "a = 2", More: { depth: 3 } };
  expect(editOf(base, { configurations, fields: {} })).toEqual({
    configuration: {
      General: { name: "General", value: "a = 2", type: "hocon" },
      More: { name: "More", value: '{"depth": 3}', type: "json" },
    },
  });
});

test("of what a task runs with, the changed parts are sent, and not what it has made", () => {
  const made: TaskRecord = {
    ...base,
    execution: {
      framework: "none",
      model_labels: { cat: 1 },
      artifacts: [{ key: "rows", type: "text", mode: "output" }],
    },
  };
  const fields = { "execution.framework": "ydf", "execution.model_labels.dog": 2 };
  expect(editOf(made, { configurations: {}, fields })).toEqual({
    execution: { framework: "ydf", model_labels: { cat: 1, dog: 2 } },
  });
});

test("fields are given by path or as objects, and those that belong to the server are refused", () => {
  expect(flatFields({ script: { branch: "next", requirements: { pip: "" } }, "container.image": "node:20" })).toEqual({
    "script.branch": "next",
    "script.requirements.pip": "",
    "container.image": "node:20",
  });
  for (const refused of [
    { status: "failed" },
    { execution: "x" },
    { "comment.text": "x" },
    { output: { error: "x" } },
  ]) {
    expect(() => flatFields(refused)).toThrow(PipelineDefinitionError);
  }
});

test("the hash of a task leaves out its packages and its image, and is missing where a branch decides about the code", () => {
  const content = { ...base, parameters: { "Args/rate": 0.5 } };
  const hash = jobHash(content);
  expect(hash).toMatch(/^[0-9a-f]{32}$/);
  const other = { ...content, container: { image: "node:20" }, script: { ...base.script, requirements: {} } };
  expect(jobHash(other)).toBe(hash);
  expect(jobHash({ ...content, parameters: { "Args/rate": "0.5" } })).not.toBe(hash);
  expect(jobHash({ ...content, script: { ...base.script, version_num: "" } })).toBeUndefined();
});
