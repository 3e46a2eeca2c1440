import { type Artifact, InvalidValueError, NumpyArray, type ParameterValue, Task, toHocon } from "@clearml-ts/tasks";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothLanguages, bothLanguages } from "../../fixtures/both-languages.ts";
import { pythonToTypeScript, typeScriptToPython } from "../../fixtures/directions.ts";

/** A value as `values.py` writes it, with ints and floats of any size told apart. */
type Encoded =
  | string
  | boolean
  | null
  | Encoded[]
  | { int: string }
  | { float: string }
  | { dict: [name: string, value: Encoded][] };

/** Everything that has a stored form, by a name for the table. */
const table: Record<string, unknown> = {
  nothing: null,
  yes: true,
  whole: 3,
  fraction: 0.1,
  small: 5e-324,
  "minus zero": -0,
  "beyond 2^53": 2 ** 53,
  "20 digits": 12345678901234567890n,
  "300 digits": 10n ** 300n,
  "large float": 1.5e300,
  empty: "",
  "like a number": "00123",
  "like nothing": "None",
  "like a list": "[1, 2]",
  "like yes": "True",
  lines: "first\nsecond\r\n\tthird \\ \"quoted\" '''\u0007\u2028",
  quotes: '"""\n"',
  letters: "ção 温度 🌡 \u00a0",
  list: [1, 0.5, "two", null, false, [], {}],
  "list of ints": [1, 2 ** 53, 2n ** 64n],
  "nested list": [[1], [[2.5]]],
  object: { b: { c: [{ d: null }] }, a: "x" },
  "odd keys": { "a/b": 1, "a.b": 2, " ": 3, α: 4, "😀": 5, include: 6, "1.5": 7, true: 8, "#": 9, "x=${y}": 10 },
};

/** NaN and infinities have no form in configurations. */
const specials: Record<string, unknown> = {
  "not a number": [Number.NaN, Infinity, -Infinity],
  "nan alone": Number.NaN,
};

const random = fc.sample(fc.jsonValue({ maxDepth: 3, stringUnit: "binary" }), { numRuns: 60, seed: 7 });
const values: Record<string, unknown> = {
  ...table,
  ...Object.fromEntries(random.map((value, index) => [`random ${index}`, value])),
};

const configurable = Object.keys(values).filter((name) => isConfigurable(values[name]));

let both: BothLanguages;

beforeAll(async () => {
  both = await bothLanguages();
});

afterAll(() => both[Symbol.asyncDispose]());

describe("values", () => {
  describe(typeScriptToPython, () => {
    let read: Record<"artifacts" | "parameters" | "configurations", Record<string, unknown>>;

    beforeAll(async () => {
      const { connection, python } = both;
      await using task = await Task.init({ project: "interop/from typescript", name: "values" }, { connection });
      for (const [name, value] of Object.entries({ ...values, ...specials })) {
        await task.uploadArtifact(name, { json: value });
      }
      for (const name of configurable) {
        await task.setConfigurationObject(name, { value: { value: values[name] as ParameterValue } });
      }
      // A list keeps each value one parameter: objects would become several.
      const wrapped = Object.entries({ ...values, ...specials }).map(([name, value]) => [name, asParameter(value)]);
      await task.setParameters({ Values: Object.fromEntries(wrapped) as Record<string, ParameterValue> });
      await task.uploadArtifact("floats", Float32Array.of(0.5, Number.NaN));
      await task.uploadArtifact("ints", BigInt64Array.of(2n ** 60n, -1n));
      await task.uploadArtifact("grid", new NumpyArray(Float64Array.of(1, 2, 3, 4, 5, 6), [3, 2]));
      await task.uploadArtifact("flags", new NumpyArray([true, false], [2]));
      await task.uploadArtifact("texts", new NumpyArray(["é", "😀 x"], [2]));
      await task.uploadArtifact("line ends", "a\r\nb\n");
      await task.uploadArtifact("map", new Map([["a", new Set([1])]]));
      const rows = [
        { city: 'São "P", Paulo\r\nBrasil', t: 21.5, n: 1, large: 2n ** 60n, ok: true, missing: null },
        { city: "", t: Number.NaN, n: -2, large: 1n, ok: false, missing: 0.5 },
      ];
      await task.uploadArtifact("table", { table: rows });
      await task.complete();
      read = await python.run("tasks/values.py", "read", task.id);
    });

    test.each(Object.keys({ ...values, ...specials }))("artifact: %s", (name) => {
      expect(read.artifacts[name]).toEqual(encoded({ ...values, ...specials }[name]));
    });

    test.each(Object.keys({ ...values, ...specials }))("parameter: %s", (name) => {
      expect(read.parameters[name]).toEqual(encoded(asParameter({ ...values, ...specials }[name])));
    });

    test.each(configurable)("configuration: %s", (name) => {
      expect(read.configurations[name]).toEqual(encoded({ value: values[name] }));
    });

    test("arrays", () => {
      expect(read.artifacts).toMatchObject({
        floats: { array: encoded([0.5, Number.NaN]), dtype: "float32" },
        ints: { array: encoded([2n ** 60n, -1]), dtype: "int64" },
        grid: {
          array: [
            [1, 2],
            [3, 4],
            [5, 6],
          ].map((row) => row.map((item) => ({ float: `${item}.0` }))),
        },
        flags: { array: [true, false], dtype: "bool" },
        texts: { array: ["é", "😀 x"] },
      });
    });

    test("text with line ends of Windows, Map and Set", () => {
      expect(read.artifacts).toMatchObject({ "line ends": "a\r\nb\n", map: encoded({ a: [1] }) });
    });

    test("table", () => {
      expect(read.artifacts["table"]).toEqual({
        frame: {
          city: ['São "P", Paulo\r\nBrasil', { float: "nan" }],
          t: [{ float: "21.5" }, { float: "nan" }],
          n: [{ int: "1" }, { int: "-2" }],
          large: [{ int: String(2n ** 60n) }, { int: "1" }],
          ok: [true, false],
          missing: [{ float: "nan" }, { float: "0.5" }],
        },
      });
    });
  });

  describe(pythonToTypeScript, () => {
    let task: Task;
    const given = { ...values, ...specials };
    const artifact = (name: string) => task.artifacts.get(name) as Artifact;

    beforeAll(async () => {
      const encodings = Object.entries(given).map(([name, value]) => [name, encoded(value)]);
      const argument = JSON.stringify(Object.fromEntries(encodings));
      const { task: id } = await both.python.run<{ task: string }>("tasks/values.py", "write", argument);
      task = await Task.get({ id }, both);
    });

    test.each(Object.keys(given))("artifact: %s", async (name) => {
      expect(await artifact(name).get()).toEqual({ value: readBack(given[name]) });
    });

    test.each(Object.keys(given).filter((name) => !isObject(given[name])))("parameter: %s", (name) => {
      expect(task.getParameter(`Values/${name}`)).toEqual(readBack(given[name]));
    });

    test("arrays", async () => {
      expect(await artifact("float32").get()).toEqual(new NumpyArray(Float32Array.of(0.5, Number.NaN, 1, 2), [2, 2]));
      expect(await artifact("int64").get()).toEqual(BigInt64Array.of(2n ** 60n, -1n));
      expect(await artifact("columns first").get()).toEqual(new NumpyArray(Uint8Array.of(1, 2, 3, 4, 5, 6), [2, 3]));
      expect(await artifact("texts").get()).toEqual(["é", "😀 x"]);
      expect(await artifact("flags").get()).toEqual([true, false]);
      const lines = Float64Array.of(0.5, Number.NaN, 0.5, Number.NaN);
      expect(await artifact("written by savetxt").get()).toEqual(new NumpyArray(lines, [2, 2]));
      await expect(artifact("objects").get()).rejects.toThrow("It holds Python objects (a pickle)");
    });

    test("frame", async () => {
      expect(await artifact("frame").get()).toEqual([
        { id: "00123", t: 0.5 },
        { id: "12345678901234567890", t: null },
      ]);
    });

    test("pickle: refused", async () => {
      await expect(artifact("pickle").get()).rejects.toThrow("is a pickle, which only Python reads");
    });
  });
});

/** A value as Python should see it. */
function encoded(value: unknown): Encoded {
  if (value === null || typeof value === "boolean" || typeof value === "string") {
    return value;
  }
  if (typeof value === "bigint") {
    return { int: String(value) };
  }
  if (typeof value === "number") {
    return Number.isInteger(value) && Math.abs(value) < 1e21 && !Object.is(value, -0)
      ? { int: String(BigInt(value)) }
      : { float: pythonFloat(value) };
  }
  if (Array.isArray(value)) {
    return value.map(encoded);
  }
  const entries = Object.entries(value as object).map(([key, item]): [string, Encoded] => [key, encoded(item)]);
  return { dict: entries.sort(([a], [b]) => compareCodePoints(a, b)) };
}

/** Python's `repr`, for the numbers of this file. */
function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }
  if (Object.is(value, -0)) {
    return "-0.0";
  }
  const [mantissa, exponent] = value.toExponential().split("e");
  const power = Number(exponent);
  return power < -4 || power >= 16
    ? `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`
    : String(value).includes("e")
      ? value.toFixed(-power + (mantissa ?? "").replace(/\D/g, "").length - 1)
      : String(value);
}

/** A value as TypeScript reads it back: whole numbers beyond 2^53 are bigints. */
function readBack(value: unknown): unknown {
  if (typeof value === "bigint") {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
  if (typeof value === "number") {
    return Number.isInteger(value) && Math.abs(value) < 1e21 ? readBackWhole(value) : value;
  }
  if (Array.isArray(value)) {
    return value.map(readBack);
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readBack(item)]))
    : value;
}

function readBackWhole(value: number): number | bigint {
  return Number.isSafeInteger(value) ? value : BigInt(value);
}

/** Objects would become several parameters: in a list they are one. */
function asParameter(value: unknown): unknown {
  return isObject(value) ? [value] : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Tells whether HOCON, as Python reads it, can hold a value: others are refused, which the unit tests show. */
function isConfigurable(value: unknown): boolean {
  try {
    toHocon({ value });
    return true;
  } catch (error) {
    if (error instanceof InvalidValueError) {
      return false;
    }
    throw error;
  }
}

function compareCodePoints(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
