import { expect, test } from "vitest";
import { readPythonYaml } from "./python-yaml.ts";

test.each([
  ["rate: 1e3\nepochs: 1_000", { rate: "1e3", epochs: 1000 }],
  ["id: 123456789012345678901234567890", { id: 123456789012345678901234567890n }],
  ["on: yes", { true: true }],
  ["", null],
])("%j is read as PyYAML reads it", (text, value) => {
  expect(readPythonYaml(text)).toEqual(value);
});

test.each(["model: !!python/object:models.Forest {}", "rate: !unknown 1", "a: [1", "a: 1\n---\nb: 2"])(
  "%j is refused, as safe_load refuses it",
  (text) => {
    expect(() => readPythonYaml(text)).toThrow(SyntaxError);
  },
);
