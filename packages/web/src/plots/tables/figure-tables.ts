import { type Figure, isObject } from "../figure.ts";
import type { PlotTable } from "./table-content.ts";

/** Fields of a trace that have a value a point, in the order of their columns. */
const FIELDS = ["labels", "x", "y", "z", "r", "theta", "values", "open", "high", "low", "close", "text"] as const;

/** The values of one trace of a figure, and its name where it has one. */
export interface TraceTable extends PlotTable {
  name: string;
}

/** The numbers behind a drawing, a table a trace; a trace without lists of values has none. */
export function figureTables({ data }: Figure): TraceTable[] {
  return data.flatMap((trace) => {
    const table = tableOf(trace);
    return table ? [{ ...table, name: typeof trace["name"] === "string" ? trace["name"] : "" }] : [];
  });
}

function tableOf(trace: Record<string, unknown>): PlotTable | undefined {
  const grid = numbersOf(trace["z"]);
  if (grid?.some((row) => Array.isArray(row))) {
    return gridOf(trace, grid);
  }
  const lists = FIELDS.flatMap((field) => {
    const values = numbersOf(trace[field]);
    return values ? [{ field, values }] : [];
  });
  if (lists.length === 0) {
    return undefined;
  }
  const height = Math.max(...lists.map(({ values }) => values.length));
  return {
    columns: lists.map(({ field }) => field),
    rows: Array.from({ length: height }, (_, row) => lists.map(({ values }) => values[row])),
  };
}

/** A matrix or a surface: a column for each place along x, with that along y at the beginning of each row. */
function gridOf(trace: Record<string, unknown>, grid: readonly unknown[]): PlotTable {
  const rows = grid.map((row) => numbersOf(row) ?? []);
  const width = Math.max(...rows.map(({ length }) => length));
  const [across, down] = [numbersOf(trace["x"]), numbersOf(trace["y"])];
  return {
    columns: ["y \\ x", ...Array.from({ length: width }, (_, column) => across?.[column] ?? column)],
    rows: rows.map((row, index) => [down?.[index] ?? index, ...row]),
  };
}

/** The types of numbers by the names that Plotly's Python library gives to them in packed lists. */
const PACKED: Readonly<Record<string, (bytes: ArrayBuffer) => ArrayLike<number>>> = {
  i1: (bytes) => new Int8Array(bytes),
  u1: (bytes) => new Uint8Array(bytes),
  i2: (bytes) => new Int16Array(bytes),
  u2: (bytes) => new Uint16Array(bytes),
  i4: (bytes) => new Int32Array(bytes),
  u4: (bytes) => new Uint32Array(bytes),
  f4: (bytes) => new Float32Array(bytes),
  f8: (bytes) => new Float64Array(bytes),
};

/** A list of values, also one that Plotly's Python library has packed; undefined for everything else. */
function numbersOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) {
    return value;
  }
  if (!isObject(value) || typeof value["bdata"] !== "string") {
    return undefined;
  }
  const { bdata, dtype, shape } = value;
  try {
    const { buffer } = Uint8Array.from(atob(bdata), (letter) => letter.charCodeAt(0));
    const numbers = Array.from(PACKED[String(dtype)]?.(buffer) ?? []);
    const [, width] = String(shape ?? "")
      .split(",")
      .map(Number);
    return width
      ? Array.from({ length: numbers.length / width }, (_, row) => numbers.slice(row * width, (row + 1) * width))
      : numbers;
  } catch {
    return undefined;
  }
}
