import { NumpyArray, type NumpyData } from "./numpy-array.ts";

/** The way in which items of one type are stored: the function that reads them, and the bytes that one takes. */
interface ItemType<Data extends NumpyData = NumpyData> {
  bytes: number;
  read(view: DataView, count: number, littleEndian: boolean): Data;
}

const MAGIC = Buffer.from("\x93NUMPY", "latin1");

/** The header fills whole blocks of this many bytes. */
const ALIGNMENT = 64;

/** Texts of no length take no bytes, so that nothing else tells whether as many are meant as a file says. */
const MOST_EMPTY_ITEMS = 1 << 20;

/**
 * Writes an array as an `.npy` file, version 1.0.
 * Reference: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function writeNpy({ data, shape }: NumpyArray): Uint8Array {
  const { descr, bytes } = itemsOf(data);
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const unpadded = MAGIC.length + 4 + text.length + 1;
  const header = `${text}${" ".repeat((ALIGNMENT - (unpadded % ALIGNMENT)) % ALIGNMENT)}\n`;
  const start = Buffer.alloc(MAGIC.length + 4);
  MAGIC.copy(start);
  start.writeUInt8(1, MAGIC.length);
  start.writeUInt16LE(header.length, MAGIC.length + 2);
  return Buffer.concat([start, Buffer.from(header, "latin1"), bytes]);
}

/**
 * Reads an `.npy` file of plain items: numbers, booleans and texts.
 *
 * @throws {@link SyntaxError} when it is not such a file, and says the type of items that it holds instead.
 */
export function readNpy(file: Uint8Array): NumpyArray {
  try {
    return parseNpy(Buffer.from(file.buffer, file.byteOffset, file.byteLength));
  } catch (cause) {
    if (cause instanceof RangeError) {
      throw new SyntaxError(`It is cut off or damaged: ${cause.message}`, { cause });
    }
    throw cause;
  }
}

function parseNpy(bytes: Buffer): NumpyArray {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw new SyntaxError("It is not an .npy file.");
  }
  const isFirst = bytes[MAGIC.length] === 1;
  const headerStart = MAGIC.length + (isFirst ? 4 : 6);
  const headerLength = isFirst ? bytes.readUInt16LE(MAGIC.length + 2) : bytes.readUInt32LE(MAGIC.length + 2);
  const content = bytes.subarray(headerStart + headerLength);
  const { descr, fortranOrder, shape } = parseHeader(bytes.toString("utf8", headerStart, headerStart + headerLength));
  const count = shape.reduce((product, length) => product * length, 1);
  const item = itemType(descr);
  if (content.length !== count * item.bytes) {
    throw new SyntaxError(`It should hold ${count * item.bytes} bytes of ${descr}, and holds ${content.length}.`);
  }
  if (item.bytes === 0 && count > MOST_EMPTY_ITEMS) {
    throw new SyntaxError(`It should hold ${count} empty texts.`);
  }
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const data = item.read(view, count, !descr.startsWith(">"));
  return new NumpyArray(fortranOrder ? rowsFirst(data, shape) : data, shape);
}

function parseHeader(header: string): { descr: string; fortranOrder: boolean; shape: number[] } {
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(header)?.[1];
  const shape = /'shape':\s*\(([\d,\sL]*)\)/.exec(header)?.[1];
  if (descr === undefined || order === undefined || shape === undefined) {
    throw new SyntaxError(`It has a type of several fields, or none: ${header.trim()}`);
  }
  const lengths = shape.split(",").filter((length) => length.trim() !== "");
  return { descr, fortranOrder: order === "True", shape: lengths.map((length) => Number.parseInt(length, 10)) };
}

function itemType(descr: string): ItemType {
  const code = descr.slice(1);
  const known = ITEM_TYPES[code];
  if (known) {
    return known;
  }
  if (code.startsWith("U")) {
    return textType(Number(code.slice(1)));
  }
  const isObject = code.startsWith("O");
  const what = isObject ? "Python objects (a pickle)" : `items of the type ${descr}`;
  throw new SyntaxError(`It holds ${what}, not numbers, booleans or texts. Convert it in Python before it is stored.`);
}

/** Items that a typed array holds, read one by one where the byte order is not the machine's. */
function numbers<Data extends NumpyData>(
  bytes: number,
  make: (count: number) => Data,
  at: (view: DataView, offset: number, littleEndian: boolean) => Data[number],
): ItemType<Data> {
  return {
    bytes,
    read: (view, count, littleEndian) => {
      const data = make(count);
      for (let index = 0; index < count; index += 1) {
        data[index] = at(view, index * bytes, littleEndian);
      }
      return data;
    },
  };
}

const ITEM_TYPES: Readonly<Record<string, ItemType>> = {
  b1: numbers(
    1,
    (count) => new Array<boolean>(count),
    (view, offset) => view.getUint8(offset) !== 0,
  ),
  i1: numbers(
    1,
    (count) => new Int8Array(count),
    (view, offset) => view.getInt8(offset),
  ),
  u1: numbers(
    1,
    (count) => new Uint8Array(count),
    (view, offset) => view.getUint8(offset),
  ),
  i2: numbers(
    2,
    (count) => new Int16Array(count),
    (view, offset, little) => view.getInt16(offset, little),
  ),
  u2: numbers(
    2,
    (count) => new Uint16Array(count),
    (view, offset, little) => view.getUint16(offset, little),
  ),
  i4: numbers(
    4,
    (count) => new Int32Array(count),
    (view, offset, little) => view.getInt32(offset, little),
  ),
  u4: numbers(
    4,
    (count) => new Uint32Array(count),
    (view, offset, little) => view.getUint32(offset, little),
  ),
  i8: numbers(
    8,
    (count) => new BigInt64Array(count),
    (view, offset, little) => view.getBigInt64(offset, little),
  ),
  u8: numbers(
    8,
    (count) => new BigUint64Array(count),
    (view, offset, little) => view.getBigUint64(offset, little),
  ),
  f2: numbers(
    2,
    (count) => new Float32Array(count),
    (view, offset, little) => halfFloat(view.getUint16(offset, little)),
  ),
  f4: numbers(
    4,
    (count) => new Float32Array(count),
    (view, offset, little) => view.getFloat32(offset, little),
  ),
  f8: numbers(
    8,
    (count) => new Float64Array(count),
    (view, offset, little) => view.getFloat64(offset, little),
  ),
};

/** Texts of a fixed length in UTF-32, filled up with zeros. */
function textType(length: number): ItemType<string[]> {
  const bytes = length * 4;
  return numbers(
    bytes,
    (count) => new Array<string>(count),
    (view, offset, little) => {
      const points = Array.from({ length }, (_, index) => view.getUint32(offset + index * 4, little));
      return String.fromCodePoint(...points).replace(/\0+$/, "");
    },
  );
}

/** A float of 16 bits: sign, 5 bits of exponent, 10 bits of fraction. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) / 1024;
  if (exponent === 0x1f) {
    return fraction === 0 ? sign * Infinity : Number.NaN;
  }
  return exponent === 0 ? sign * fraction * 2 ** -14 : sign * (1 + fraction) * 2 ** (exponent - 15);
}

/** Brings the items of an array that is stored column by column into the order row by row. */
function rowsFirst(data: NumpyData, shape: readonly number[]): NumpyData {
  const ordered = data.slice();
  const counter = shape.map(() => 0);
  const steps = shape.map((_, axis) => shape.slice(0, axis).reduce((product, length) => product * length, 1));
  for (let index = 0; index < data.length; index += 1) {
    const source = counter.reduce((sum, position, axis) => sum + position * (steps[axis] ?? 0), 0);
    ordered[index] = data[source] as never;
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      counter[axis] = ((counter[axis] ?? 0) + 1) % (shape[axis] ?? 1);
      if (counter[axis] !== 0) {
        break;
      }
    }
  }
  return ordered;
}

/** The type name and the bytes of items, as this machine (little-endian, as all that Node supports but one) has them. */
function itemsOf(data: NumpyData): { descr: string; bytes: Uint8Array } {
  if (Array.isArray(data)) {
    return data.every((item) => typeof item === "boolean")
      ? { descr: "|b1", bytes: Uint8Array.from(data, Number) }
      : textItems(data.map(String));
  }
  const kind = data instanceof Float32Array || data instanceof Float64Array ? "f" : isUnsigned(data) ? "u" : "i";
  const width = data.BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { descr: `${width === 1 ? "|" : "<"}${kind}${width}`, bytes };
}

function isUnsigned(data: NumpyData): boolean {
  return data.constructor.name.includes("Uint");
}

function textItems(texts: readonly string[]): { descr: string; bytes: Uint8Array } {
  const points = texts.map((text) => Array.from(text, (character) => character.codePointAt(0) ?? 0));
  const length = Math.max(1, ...points.map((text) => text.length));
  const items = new Uint32Array(texts.length * length);
  for (const [index, text] of points.entries()) {
    items.set(text, index * length);
  }
  return { descr: `<U${length}`, bytes: new Uint8Array(items.buffer) };
}
