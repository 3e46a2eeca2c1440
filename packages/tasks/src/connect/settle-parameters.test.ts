import type { Hyperparams, ParameterItem } from "@clearml-ts/protocol";
import { expect, test } from "vitest";
import { parameterItems, withItems } from "../parameters/hyperparams.ts";
import { OF_AGENT, OWN, TAKEN_UP } from "../record/task-origin.ts";
import { ServerValueError } from "./errors.ts";
import { settleParameters } from "./settle-parameters.ts";

/** Stored parameters of the section General, given as texts by name. */
function storedTexts(texts: Readonly<Record<string, string>>, type?: string): Hyperparams {
  const items = Object.entries(texts).map(([name, value]): ParameterItem => {
    return { section: "General", name, value, ...(type !== undefined && { type }) };
  });
  return withItems({}, items);
}

function settled(declared: object, texts: Readonly<Record<string, string>>, origin = OF_AGENT) {
  return settleParameters(declared, { stored: storedTexts(texts), section: "General", origin });
}

class Training {
  rate = 0.1;
}

const fits: [declared: unknown, text: string, value: unknown][] = [
  [0.1, "0.9", 0.9],
  [3, "0.5", 0.5],
  [3, " 5 ", 5],
  [0.5, "1e-3", 0.001],
  [0.5, "inf", Infinity],
  [0.5, "nan", Number.NaN],
  [0.5, "1_000", 1000],
  [1, String(2n ** 60n), 2 ** 60],
  [5n, "7", 7n],
  [5n, "123456789012345678901234567890", 123456789012345678901234567890n],
  [false, "True", true],
  [true, "false", false],
  [true, "0", false],
  [true, "", false],
  ["a", "0.5", "0.5"],
  ["a", " b ", " b "],
  ["a", "", ""],
  [[64, 32], "[128]", [128]],
  [[64, 32], "128, 64", [128, 64]],
  [["a"], "[b, c]", ["b", "c"]],
  [["a"], "[1, 2]", ["1", "2"]],
  [[1, "a", null], "[true, 2]", [true, 2]],
  [[], "[1]", [1]],
  [[true], "[False, True]", [false, true]],
  [[1n], "[5]", [5n]],
  [{}, '{"a": 1}', { a: 1 }],
  [null, "", null],
  [null, "0.5", "0.5"],
  [new Set([1]), "[1, 2]", new Set([1, 2])],
  [Float32Array.of(1), "[0.5]", Float32Array.of(0.5)],
  [new Date(0), "2024-05-01", new Date("2024-05-01")],
];

test.each(fits)("where the program declares %o and the task says %o, it works with %o", (declared, text, value) => {
  expect(settled({ a: declared }, { a: text })).toEqual({ values: { a: value }, toStore: new Map() });
});

const misfits: [declared: unknown, text: string, expected: string, path?: string][] = [
  [0.1, "fast", "a number"],
  [0.1, "", "a number"],
  [1, String(2n ** 60n + 1n), "a number"],
  [5n, "0.5", "a whole number"],
  [true, "yes", "True or False"],
  [[1], "[1, x]", "a number", "[1]"],
  [[true], "[1, maybe]", "True or False", "[1]"],
  [{}, "5", "an object"],
  [new Date(0), "tomorrow", "a date"],
  [new URL("https://a.b"), "https://c.d", "an object that no text can be read as; connect its text instead"],
];

test.each(misfits)("where the program declares %o, the text %o is refused", (declared, text, expected, path = "") => {
  const attempt = () => settled({ model: { a: declared } }, { "model/a": text });
  expect(attempt).toThrow(ServerValueError);
  expect(attempt).toThrow(expect.objectContaining({ kind: "parameter", valueName: "General/model/a", expected, path }));
});

test("what nobody changed stays as it is, whatever it is", () => {
  const declared = { url: new URL("https://a.b"), at: new Date(0), map: new Map([["x", 1]]), nothing: null };
  const first = settleParameters(declared, { stored: {}, section: "General", origin: OWN });
  const stored = withItems({}, parameterItems({}, first.toStore));
  const again = settleParameters(declared, { stored, section: "General", origin: TAKEN_UP });
  expect(again).toEqual({ values: declared, toStore: new Map() });
  expect(again.values["url"]).toBe(declared.url);
});

test("nested parameters keep their shape, and only those that the task lacks are stored", () => {
  const declared = {
    model: { rate: 0.1, layers: [1] },
    more: new Map([["depth", 2]]),
    fresh: { seed: 7 },
    none: undefined,
  };
  expect(settled(declared, { "model/rate": "0.9", "more/depth": "5", unknown: "x" })).toEqual({
    values: { model: { rate: 0.9, layers: [1] }, more: new Map([["depth", 5]]), fresh: { seed: 7 }, none: undefined },
    toStore: new Map<string, unknown>([
      ["General/model/layers", [1]],
      ["General/fresh/seed", 7],
    ]),
  });
});

test("where the program decides, all of its values are stored", () => {
  expect(settled({ rate: 0.1 }, { rate: "0.9" }, OWN)).toEqual({
    values: { rate: 0.1 },
    toStore: new Map([["General/rate", 0.1]]),
  });
});

test("a declared null takes the type that is stored", () => {
  const stored = storedTexts({ limit: "5" }, "int");
  expect(settleParameters({ limit: null }, { stored, section: "General", origin: OF_AGENT }).values).toEqual({
    limit: 5,
  });
});

test("an instance stands for its properties", () => {
  expect(settled(new Training(), { rate: "0.5" }).values).toEqual({ rate: 0.5 });
});

test("flat parameters of tasks from before sections existed are found in Args", () => {
  const stored = { Args: { rate: { section: "Args", name: "rate", value: "0.5", type: "legacy" } } };
  expect(settleParameters({ rate: 0.1 }, { stored, section: "General", origin: OF_AGENT }).values).toEqual({
    rate: 0.1,
  });
});
