import { expect, test } from "vitest";
import { InvalidValueError } from "../../errors.ts";
import { readNpy, writeNpy } from "./npy.ts";
import { readNumberLines } from "./npz.ts";
import { NumpyArray, type NumpyData } from "./numpy-array.ts";

const items: NumpyData[] = [
  Int8Array.of(-128, 127),
  Uint8Array.of(0, 255),
  Int16Array.of(-(2 ** 15), 1),
  Uint16Array.of(65535),
  Int32Array.of(-(2 ** 31), 1),
  Uint32Array.of(2 ** 32 - 1),
  BigInt64Array.of(-(2n ** 63n), 1n),
  BigUint64Array.of(2n ** 64n - 1n),
  Float32Array.of(0.5, Number.NaN, -Infinity),
  Float64Array.of(0.1, -0, Number.MAX_VALUE),
  [true, false],
  ["é", "", "😀 x"],
  new Float64Array(0),
];

test.each(items.map((data) => ({ data })))("items come back as they are: $data", ({ data }) => {
  const array = readNpy(writeNpy(new NumpyArray(data, [data.length])));
  expect(array.data).toEqual(data);
  expect(array.shape).toEqual([data.length]);
});

test("arrays of several dimensions keep their shape, also where NumPy stored the columns first", () => {
  const array = new NumpyArray(Int32Array.of(0, 1, 2, 3, 4, 5), [2, 3]);
  expect(readNpy(writeNpy(array)).toLists()).toEqual([
    [0, 1, 2],
    [3, 4, 5],
  ]);
  const file = Buffer.from(writeNpy(new NumpyArray(Int32Array.of(0, 3, 1, 4, 2, 5), [2, 3])));
  const fortran = Buffer.from(
    file.toString("latin1").replace("'fortran_order': False", "'fortran_order': True "),
    "latin1",
  );
  expect(readNpy(fortran).toLists()).toEqual([
    [0, 1, 2],
    [3, 4, 5],
  ]);
  expect(readNpy(writeNpy(new NumpyArray([true], []))).toLists()).toBe(true);
  expect(readNpy(writeNpy(new NumpyArray(new Float32Array(0), [0, 3]))).shape).toEqual([0, 3]);
});

test("a shape that does not fit, and items that are not plain, are refused", () => {
  expect(() => new NumpyArray(Float64Array.of(1, 2), [3])).toThrow(InvalidValueError);
  const file = Buffer.from(writeNpy(new NumpyArray(Float64Array.of(1), [1])));
  const objects = Buffer.from(file.toString("latin1").replace("'<f8'", "'|O' "), "latin1");
  expect(() => readNpy(objects)).toThrow("It holds Python objects (a pickle)");
  expect(() => readNpy(file.subarray(0, -1))).toThrow("It should hold 8 bytes of <f8, and holds 7.");
  expect(() => readNpy(Buffer.from("PK"))).toThrow("It is not an .npy file.");
});

test("lines of numbers are an array of two dimensions, or of one where they are a row or a column", () => {
  expect(readNumberLines("0.0e+00,1.0e+00\nnan,-inf\n")).toEqual(
    new NumpyArray(Float64Array.of(0, 1, Number.NaN, -Infinity), [2, 2]),
  );
  expect(readNumberLines("1\n2\n")).toEqual(Float64Array.of(1, 2));
  expect(() => readNumberLines("1,2\n3\n")).toThrow("Line 2 does not have 2 numbers.");
});
