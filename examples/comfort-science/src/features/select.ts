import type { SurveySchema } from "../data/survey/schema.ts";
import { type Column, isMissing, isNumeric, type Table } from "../data/table/table.ts";
import { type DroppedFeature, deriveFeatures } from "./derive.ts";
import { isReservedName } from "./training-table.ts";

/** Columns that may be features, and those that may not, with the reason. */
export interface FeatureColumns {
  readonly columns: ReadonlyMap<string, Column>;
  readonly dropped: readonly DroppedFeature[];
}

const ROLE_REASONS = {
  group: "names the group that is held out, so it says nothing about others",
  date: "tells campaigns apart; season and weather carry what it means",
  hour: "is used as a number of hours",
  excluded: "excluded",
};

/** The measured and the derived features of a processed survey, before encoding and scaling. */
export function featureColumns(table: Table, schema: SurveySchema): FeatureColumns {
  const measured = new Map<string, Column>();
  const dropped: DroppedFeature[] = [];
  for (const { name, role, reason } of schema.columns) {
    const column = table.columns.get(name);
    const excluded = role === "feature" || role === "target" ? undefined : (reason ?? ROLE_REASONS[role]);
    if (excluded !== undefined) {
      dropped.push({ feature: name, reason: excluded });
    }
    if (role !== "feature" || column === undefined) {
      continue;
    }
    if (isReservedName(name)) {
      dropped.push({ feature: name, reason: "has a name that the training table needs" });
    } else {
      measured.set(name, column);
    }
  }
  const derived = deriveFeatures(measured);
  // PMV of the file is excluded and PMV computed here is a feature: only the second is told of.
  return {
    columns: new Map([...measured, ...derived.columns]),
    dropped: [...dropped.filter(({ feature }) => !derived.columns.has(feature)), ...derived.dropped],
  };
}

/** Bounds of what a feature may look like. */
export interface FeatureBounds {
  /** A column with a larger share of missing values is left out. */
  maxMissingShare: number;
  /** Text with more categories is left out. */
  maxCategories: number;
}

/** Leaves out the columns that teach nothing, as seen in the training rows alone. */
export function informativeColumns(
  candidates: ReadonlyMap<string, Column>,
  trainingRows: readonly number[],
  bounds: FeatureBounds,
): FeatureColumns {
  const columns = new Map<string, Column>();
  const dropped: DroppedFeature[] = [];
  for (const [name, column] of candidates) {
    const reason = uselessness(column, trainingRows, bounds);
    if (reason === undefined) {
      columns.set(name, column);
    } else {
      dropped.push({ feature: name, reason });
    }
  }
  return { columns, dropped };
}

function uselessness(column: Column, rows: readonly number[], bounds: FeatureBounds): string | undefined {
  const values = new Set<number | string>();
  let missing = 0;
  for (const row of rows) {
    const value = column[row] ?? "";
    if (isMissing(value)) {
      missing++;
    } else {
      values.add(value);
    }
  }
  if (missing === rows.length) {
    return "is empty in the training rows";
  }
  if (values.size === 1) {
    return `is ${[...values][0]} wherever it is known in the training rows`;
  }
  const share = missing / rows.length;
  if (share > bounds.maxMissingShare) {
    return `is missing in ${(share * 100).toFixed(1)} % of the training rows`;
  }
  if (!isNumeric(column)) {
    return values.size > bounds.maxCategories ? `has ${values.size} categories, which is too many to learn` : undefined;
  }
  return numbersRows(values, rows.length) ? "numbers the rows" : undefined;
}

/** Whether whole numbers are all different and about as dense as row numbers of which some rows were held out. */
function numbersRows(values: ReadonlySet<number | string>, rows: number): boolean {
  if (values.size < rows || rows < 20) {
    return false;
  }
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (typeof value !== "number" || !Number.isInteger(value)) {
      return false;
    }
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low < rows * 2;
}
