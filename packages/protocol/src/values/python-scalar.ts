/**
 * A number that Python is to see as a float, so that 1 is written `1.0`; JavaScript itself cannot tell the two apart.
 *
 * `JSON.stringify` writes it as the plain number.
 */
export class PythonFloat {
  constructor(readonly value: number) {}

  /** The plain number. */
  valueOf(): number {
    return this.value;
  }

  /** The plain number. */
  toJSON(): number {
    return this.value;
  }
}

/** A value whose text in Python has no structure. */
export type PythonScalar = boolean | number | bigint | PythonFloat | null;

/** Writes a scalar as Python's `repr` does: `True`, `None`, `3`, `1e-05`, `nan`. */
export function pythonRepr(value: PythonScalar): string {
  if (value === null) {
    return "None";
  }
  if (typeof value === "boolean") {
    return value ? "True" : "False";
  }
  if (value instanceof PythonFloat) {
    return floatRepr(value.value);
  }
  return numberRepr(value);
}

/** Whole numbers from here on are floats: JavaScript too writes them with an exponent. */
const FLOATS_FROM = 1e21;

/** Tells whether a number is stored as a Python int: whole, below 1e21, and not -0, of which an int would lose the sign. */
export function isStoredAsInt(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) < FLOATS_FROM && !Object.is(value, -0);
}

/** Writes whole numbers as Python writes an int, and all others as it writes a float. */
export function numberRepr(value: number | bigint): string {
  return typeof value === "bigint" || isStoredAsInt(value) ? BigInt(value).toString() : floatRepr(value);
}

/** Writes a number as Python's `repr` of a float: the shortest digits, with an exponent below 1e-4 and from 1e16 on. */
function floatRepr(value: number): string {
  if (Number.isNaN(value)) {
    return "nan";
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? "inf" : "-inf";
  }

  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const [mantissa = "", power = ""] = Math.abs(value).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const exponent = Number(power);

  if (exponent < -4 || exponent >= 16) {
    return `${sign}${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  if (exponent < 0) {
    return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  }
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}
