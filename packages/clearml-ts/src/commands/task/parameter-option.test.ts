import { InvalidArgumentError } from "commander";
import { expect, test } from "vitest";
import { addParameter } from "./parameter-option.ts";

test("parameters are what they look like where nothing would be lost", () => {
  const texts = ["rate=0.5", "deep=true", "Args/id=00123", "formula=a=b", "version=1.10", "empty="];
  expect(texts.reduce((known, text) => addParameter(text, known), {})).toEqual({
    "General/rate": 0.5,
    "General/deep": true,
    "Args/id": "00123",
    "General/formula": "a=b",
    "General/version": "1.10",
    "General/empty": "",
  });
});

test.each(["rate", "=1", " =1"])("%j is not a parameter", (text) => {
  expect(() => addParameter(text)).toThrow(InvalidArgumentError);
});
