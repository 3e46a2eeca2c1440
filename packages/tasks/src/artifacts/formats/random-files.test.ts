import fc from "fast-check";
import { expect, test } from "vitest";
import { fromPandasCsv } from "./csv.ts";
import { readNpy, writeNpy } from "./npy.ts";
import { readNumberLines } from "./npz.ts";
import { NumpyArray, type NumpyData } from "./numpy-array.ts";
import { readPythonYaml } from "./python-yaml.ts";
import { type CsvCell, readTypedCsv, writeTypedCsv } from "./typed-csv.ts";

/** Reads what somebody else may have written: a value, or an error that says that it is not of the format. */
function readsOrRefuses(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
  }
}

const data: fc.Arbitrary<NumpyData> = fc.oneof(
  fc.int16Array(),
  fc.uint32Array(),
  fc.float32Array(),
  fc.float64Array(),
  fc.bigInt64Array(),
  fc.array(fc.boolean()),
  fc.array(fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", ""))),
);

test("every array reads back equal", () => {
  fc.assert(
    fc.property(data, (items) => {
      const { data: read, shape } = readNpy(writeNpy(new NumpyArray(items, [items.length])));
      expect([Array.from<unknown>(read), shape]).toEqual([Array.from<unknown>(items), [items.length]]);
    }),
  );
});

test("an .npy file with changed, missing or other bytes is read or refused", () => {
  fc.assert(
    fc.property(data, fc.nat(), fc.integer({ min: 1, max: 255 }), fc.nat(), (items, place, flip, length) => {
      const file = Buffer.from(writeNpy(new NumpyArray(items, [items.length])));
      const changed = Buffer.from(file);
      changed[place % file.length] = (changed[place % file.length] ?? 0) ^ flip;
      readsOrRefuses(() => readNpy(changed));
      readsOrRefuses(() => readNpy(file.subarray(0, length % file.length)));
    }),
    { numRuns: 500 },
  );
  fc.assert(fc.property(fc.uint8Array(), (bytes) => readsOrRefuses(() => readNpy(bytes))));
});

test.each(["<U0", "<U4294967295", "|b1", "<f8", "<U-1", "<U1e9"])(
  "an .npy header that promises too much of %s is refused",
  (descr) => {
    for (const shape of ["(9999999999,)", "(4294967295, 0, 4294967295)", "(999999999,)"]) {
      const text = `{'descr': '${descr}', 'fortran_order': True, 'shape': ${shape}, }\n`;
      const start = Buffer.from("\x93NUMPY\x01\x00\x00\x00", "latin1");
      start.writeUInt16LE(text.length, 8);
      readsOrRefuses(() => readNpy(Buffer.concat([start, Buffer.from(text)])));
    }
  },
);

const cell: fc.Arbitrary<CsvCell> = fc.oneof(
  fc.string(),
  fc.string({ unit: "grapheme" }),
  fc.integer(),
  fc.double(),
  fc.bigInt().filter((value) => !Number.isSafeInteger(Number(value))),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true, min: new Date(0) }),
);

test("every table reads back equal, types included", () => {
  const table = fc
    .uniqueArray(fc.string(), { minLength: 1, maxLength: 4 })
    .chain((names) =>
      fc.array(
        fc
          .tuple(...names.map(() => cell))
          .map((row) => Object.fromEntries(row.map((item, at) => [names[at] ?? "", item]))),
      ),
    );
  fc.assert(
    fc.property(table, (records) => {
      expect(readTypedCsv(writeTypedCsv(records))).toEqual(records);
    }),
    { numRuns: 500 },
  );
});

test("any text is read as a table, as lines of numbers and as YAML, or refused", () => {
  const piece = fc.constantFrom(
    ",",
    "\n",
    '"',
    "\r\n",
    "1",
    "nan",
    "a",
    ";",
    " ",
    "inf",
    "-",
    ":",
    "[",
    "{",
    "&a",
    "*a",
    "!!",
    "|",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(piece).map((pieces) => pieces.join("")),
  );
  fc.assert(
    fc.property(text, (content) => {
      readsOrRefuses(() => readTypedCsv(content));
      readsOrRefuses(() => fromPandasCsv(content));
      readsOrRefuses(() => readNumberLines(content));
      readsOrRefuses(() => readPythonYaml(content));
    }),
    { numRuns: 500 },
  );
});
