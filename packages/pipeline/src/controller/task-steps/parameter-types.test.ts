import { expect, test } from "vitest";
import { keptTypes } from "./parameter-types.ts";

test("a text takes the type of the parameter whose place it takes; other values bring their own", () => {
  const rate = { section: "Args", name: "rate", value: "0.5", type: "float" };
  const hyperparams = {
    Args: { rate, "deep/est": { ...rate, name: "deep/est", type: "int" }, free: { ...rate, type: "" } },
  };
  const parameters = {
    "Args/rate": "0.25",
    "Args/deep/est": "4",
    "Args/free": "x",
    "Args/new": "y",
    "General/rate": "1",
  };
  expect(keptTypes({ hyperparams }, parameters)).toEqual({ "Args/rate": "float", "Args/deep/est": "int" });
  expect(keptTypes({ hyperparams }, { "Args/rate": 1, "Args/deep/est": null })).toEqual({});
  expect(keptTypes({}, { "Args/rate": "0.25" })).toEqual({});
});
