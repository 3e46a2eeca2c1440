import { type Column, createTable, isNumeric, type Table } from "../../data/table/table.ts";
import { applyEncoder, type Encoding, encodedNames, type FittedEncoder, fitEncoder } from "./encoder.ts";
import { applyScaler, type FittedScaler, fitScaler, type Scaling } from "./scaler.ts";

/** How columns are encoded and scaled. */
export interface PreprocessingSpec {
  readonly encoding: Encoding;
  readonly scaling: Scaling;
  /** The column whose every value has its own scale, as `season`; without it all rows share one. */
  readonly scaleBy?: string;
  /** The order of categories that have one, by column. */
  readonly order?: Readonly<Record<string, readonly string[]>>;
}

/** Encoders and scalers that have seen the training rows and nothing else; plain JSON, so that it can be stored as an artifact. */
export interface FittedPreprocessing {
  readonly scaleBy?: string;
  readonly columns: readonly FittedColumn[];
}

/** The fitted encoder or scaler of one column. */
export type FittedColumn =
  | { readonly name: string; readonly kind: "number"; readonly scaler: FittedScaler }
  | { readonly name: string; readonly kind: "category"; readonly encoder: FittedEncoder };

/**
 * How `applyPreprocessing` treats holes: `keep` them as NaN for forests, which split on them as they are, or `fill` them with
 * the training rows' median or most frequent category for learners that need a number everywhere, as linear models and neighbours do.
 */
export type Holes = "keep" | "fill";

/** Scaled values are rounded to this many digits: far finer than any sensor, and a third of the file's size. */
const DIGITS = 1e6;

/** Learns encoders and scalers of a table's columns from its training rows. */
export function fitPreprocessing(
  table: Table,
  spec: PreprocessingSpec,
  trainingRows: readonly number[],
): FittedPreprocessing {
  const { encoding, scaling, scaleBy, order = {} } = spec;
  const groups = scaleBy === undefined ? undefined : table.columns.get(scaleBy);
  const columns = [...table.columns].map(
    ([name, column]): FittedColumn =>
      isNumeric(column)
        ? { name, kind: "number", scaler: fitScaler(column, trainingRows, scaling, groups) }
        : { name, kind: "category", encoder: fitEncoder(column, trainingRows, encoding, order[name]) },
  );
  return { ...(scaleBy !== undefined && { scaleBy }), columns };
}

/**
 * Encodes and scales a table as the training rows were; columns that it lacks count as missing in every row.
 *
 * @param holes The treatment of missing values. @default "keep"
 */
export function applyPreprocessing(fitted: FittedPreprocessing, table: Table, holes: Holes = "keep"): Table {
  const fill = holes === "fill";
  const groups = fitted.scaleBy === undefined ? undefined : table.columns.get(fitted.scaleBy);
  const columns = fitted.columns.flatMap((column): [string, Column][] => {
    const values = table.columns.get(column.name);
    if (column.kind === "number") {
      const numbers = values !== undefined && isNumeric(values) ? values : missingNumbers(table.rowCount);
      return [[column.name, applyScaler(column.scaler, numbers, { fill, groups }).map(round)]];
    }
    const text = values === undefined ? missingText(table.rowCount) : isNumeric(values) ? asText(values) : values;
    const encoded = applyEncoder(column.encoder, text, { fill });
    return encodedNames(column.encoder, column.name).map((name, i) => [name, encoded[i] ?? new Float64Array()]);
  });
  return createTable(columns);
}

function round(value: number): number {
  return Math.round(value * DIGITS) / DIGITS;
}

function missingNumbers(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN);
}

function missingText(length: number): string[] {
  return new Array<string>(length).fill("");
}

function asText(numbers: Float64Array): string[] {
  return Array.from(numbers, (value) => (Number.isNaN(value) ? "" : String(value)));
}
