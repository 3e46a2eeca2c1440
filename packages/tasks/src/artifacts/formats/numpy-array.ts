import { InvalidValueError } from "../../errors.ts";

/** The items of a NumPy array: a typed array for numbers, a list for booleans and texts. */
export type NumpyData =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array
  | boolean[]
  | string[];

/** An array of any number of dimensions, as NumPy stores one: its items row by row, and its shape. */
export class NumpyArray {
  /** @throws {@link InvalidValueError} when the shape does not fit the number of items. */
  constructor(
    /** The items, row by row. */
    readonly data: NumpyData,
    /** The length of each dimension. */
    readonly shape: readonly number[],
  ) {
    const count = shape.reduce((product, length) => product * length, 1);
    if (count !== data.length || shape.some((length) => !Number.isInteger(length) || length < 0)) {
      throw new InvalidValueError(`A shape of (${shape.join(", ")}) holds ${count} items, not ${data.length}.`);
    }
  }

  /** Returns the items as lists inside lists, one level a dimension. */
  toLists(): unknown {
    let level: unknown[] = Array.from<unknown>(this.data);
    for (const length of this.shape.slice(1).reverse()) {
      const rows = length === 0 ? 0 : level.length / length;
      level = Array.from({ length: rows }, (_, row) => level.slice(row * length, (row + 1) * length));
    }
    return this.shape.length === 0 ? level[0] : level;
  }
}

/** Tells whether a value is a typed array that becomes a NumPy array; bytes are stored as they are. */
export function isNumberArray(value: unknown): value is Exclude<NumpyData, boolean[] | string[]> {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) && !(value instanceof Uint8Array);
}
