import { readHocon } from "@clearml-ts/client";
import { isPlainObject } from "@clearml-ts/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { InvalidValueError } from "../errors.ts";
import { toHocon } from "./hocon.ts";
import { flattenParameters, parameterItems, readHyperparams, withItems } from "./hyperparams.ts";
import { castParameter, type ParameterValue, parameterText, parameterType } from "./parameter-text.ts";

const scalar = fc.oneof(
  fc.string(),
  fc.string({ unit: "grapheme" }),
  fc.integer(),
  fc.double(),
  fc.bigInt(),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec<{ value: ParameterValue; tree: Record<string, ParameterValue> }>((tie) => ({
  tree: fc.dictionary(fc.string({ minLength: 1 }), tie("value"), { maxKeys: 5 }),
  value: fc.oneof({ depthSize: "small" }, scalar, fc.array(tie("value"), { maxLength: 4 }), tie("tree")),
}));

/** A value as it comes back: whole floats and bigints are numbers where those name them exactly, and -0 stays. */
function read(given: unknown): unknown {
  if (typeof given === "bigint" && Number.isSafeInteger(Number(given))) {
    return Number(given);
  }
  if (Array.isArray(given)) {
    return given.map(read);
  }
  return isPlainObject(given)
    ? Object.fromEntries(Object.entries(given).map(([key, part]) => [key, read(part)]))
    : given;
}

test("a stored parameter reads back equal under its own type", () => {
  fc.assert(
    fc.property(scalar, (given) => {
      fc.pre(!(typeof given === "number" && Number.isInteger(given) && !Number.isSafeInteger(given)));
      expect(castParameter(parameterText(given), parameterType(given))).toEqual(read(given));
    }),
    { numRuns: 1000 },
  );
});

test("named values are stored and read back under their full names, or refused with their place", () => {
  fc.assert(
    fc.property(tree, (parameters) => {
      let flat: Map<string, ParameterValue>;
      try {
        flat = flattenParameters(parameters, "General/");
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidValueError);
        return;
      }
      const stored = withItems({}, parameterItems({}, flat));
      expect(Object.keys(readHyperparams(stored)).sort()).toEqual([...flat.keys()].sort());
    }),
    { numRuns: 500 },
  );
});

test("any text is read under any type", () => {
  const type = fc.oneof(
    fc.constantFrom("bool", "int", "float", "str", "list", "tuple", "dict", "list/int"),
    fc.string(),
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.json(),
    fc.constantFrom("[".repeat(50_000), "{".repeat(50_000)),
  );
  fc.assert(
    fc.property(text, type, (stored, named) => void castParameter(stored, named)),
    { numRuns: 500 },
  );
});

/** Numbers that HOCON's readers keep as numbers. */
const setting = fc.oneof(
  fc.string(),
  fc.string({ unit: "grapheme" }),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(null),
);
const { settings } = fc.letrec<{ part: ParameterValue; settings: Record<string, ParameterValue> }>((tie) => ({
  settings: fc.dictionary(fc.string({ minLength: 1 }), tie("part"), { maxKeys: 5 }),
  part: fc.oneof({ depthSize: "small" }, setting, fc.array(tie("part"), { maxLength: 4 }), tie("settings")),
}));

test("a configuration reads back equal, or is refused with its place", () => {
  fc.assert(
    fc.property(settings, (config) => {
      let text: string;
      try {
        text = toHocon(config);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidValueError);
        return;
      }
      expect(readHocon(text, "configuration")).toEqual(read(config));
    }),
    { numRuns: 1000 },
  );
});
