import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { InvalidValueError } from "../errors.ts";
import { flattenParameters, parameterItems, readHyperparams } from "./hyperparams.ts";
import {
  castParameter,
  type ParameterTree,
  type ParameterValue,
  parameterText,
  parameterType,
} from "./parameter-text.ts";

const vectors = JSON.parse(readFileSync(new URL("../../fixtures/python-vectors.json", import.meta.url), "utf8")) as {
  parameters: { value: ParameterValue; text: string; type: string | null }[];
  casts: { text: string; type: string | null; value: ParameterValue }[];
  flatten: { value: ParameterTree; flat: Record<string, ParameterValue> }[];
};

test.each(vectors.parameters)("stores $value as Python does", ({ value, text, type }) => {
  expect({ text: parameterText(value), type: parameterType(value) }).toEqual({ text, type: type ?? undefined });
});

test.each(vectors.casts)("reads $text of type $type as Python does", ({ text, type, value }) => {
  expect(castParameter(text, type)).toEqual(value);
});

test.each(vectors.flatten)("flattens $value as Python does", ({ value, flat }) => {
  expect(Object.fromEntries(flattenParameters(value))).toEqual(flat);
});

test("a whole number stored as float keeps its point", () => {
  expect(parameterText(1, "float")).toBe("1.0");
  expect(parameterText(Number.POSITIVE_INFINITY, "float")).toBe("inf");
  expect(castParameter("-inf", "float")).toBe(Number.NEGATIVE_INFINITY);
  expect(castParameter("nan", "float")).toBeNaN();
});

test("an empty nested object stays where it is", () => {
  expect([...flattenParameters({ nested: { empty: {} } })]).toEqual([["nested/empty", {}]]);
});

test("the stored type and description outlive a new value", () => {
  const stored = {
    Args: { rate: { section: "Args", name: "rate", value: "0.5", type: "float", description: "learning rate" } },
  };
  const values = new Map<string, ParameterValue>([
    ["Args/rate", 1],
    ["depth", 3],
    ["Args/none", null],
  ]);
  expect(parameterItems(stored, values, { descriptions: { depth: "levels", "Args/rate": "other" } })).toEqual([
    { section: "Args", name: "rate", value: "1.0", type: "float", description: "learning rate" },
    { section: "General", name: "depth", value: "3", type: "int", description: "levels" },
    { section: "Args", name: "none", value: "", description: "" },
  ]);
});

test("an explicit type wins over everything", () => {
  const [item] = parameterItems({}, new Map([["a", 2]]), { types: { a: "float" } });
  expect(item).toMatchObject({ value: "2.0", type: "float" });
});

test("flat parameters of old tasks keep their flat name", () => {
  const stored = { Args: { old: { section: "Args", name: "old", value: "1", type: "legacy", description: "" } } };
  expect(readHyperparams(stored)).toEqual({ old: "1" });
  expect(parameterItems(stored, new Map([["old", "2"]]))).toMatchObject([
    { section: "Args", name: "old", value: "2", type: "legacy" },
  ]);
});

test("dates become texts, and what has no stored form is refused by name", () => {
  const tree = { at: new Date(0), list: [undefined, new Date(0)] } as unknown as ParameterTree;
  expect(Object.fromEntries(flattenParameters(tree))).toEqual({
    at: "1970-01-01T00:00:00.000Z",
    list: [null, "1970-01-01T00:00:00.000Z"],
  });
  for (const value of [() => 1, Symbol("x"), 10n]) {
    const odd = { model: { size: value } } as unknown as ParameterTree;
    expect(() => flattenParameters(odd)).toThrow(InvalidValueError);
    expect(() => flattenParameters(odd)).toThrow('Parameter "model/size" cannot be stored');
  }
});
