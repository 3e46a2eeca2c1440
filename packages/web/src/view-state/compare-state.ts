import { type CurveRange, type CurveState, curveFields, readCurveState } from "./task/curve-state.ts";

/** The parts of a comparison. */
export const COMPARE_PARTS = ["parameters", "curves", "metrics", "relations"] as const;

/** The values of a metric that can be compared. */
export const STATISTICS = ["value", "min_value", "max_value"] as const;

/** Which values of a metric are better. */
export const BETTER = ["higher", "lower", "neither"] as const;

/** The choice among them. */
export type Better = (typeof BETTER)[number];

/** A quantity of a task: `metric:…` or `parameter:…`. */
export type QuantityKey = string;

/** How tasks are compared, all of it in the address. */
export interface CompareState extends CurveState {
  ids: readonly string[];
  part: (typeof COMPARE_PARTS)[number];
  /** Whether also what is equal is shown. */
  all: boolean;
  statistic: (typeof STATISTICS)[number];
  /** Which values are better, of the metrics for which somebody has chosen it. */
  better: Readonly<Record<QuantityKey, Better>>;
  /** The quantities of the scatter plot; the first ones when undefined. */
  across: QuantityKey | undefined;
  up: QuantityKey | undefined;
  /** The axes of the parallel coordinates; the first ones when empty. */
  axes: readonly QuantityKey[];
  /** The marked parts of axes. */
  brushes: Readonly<Record<QuantityKey, CurveRange>>;
}

const ID = /^[\w-]{1,64}$/;

/** Reads the state from the query of an address; parts that nobody could have chosen are left out. */
export function readCompareState(query: string): CompareState {
  const fields = new URLSearchParams(query);
  return {
    ...readCurveState(query),
    ids: [...new Set((fields.get("ids") ?? "").split(",").filter((id) => ID.test(id)))],
    part: COMPARE_PARTS.find((part) => part === fields.get("part")) ?? "parameters",
    all: fields.has("all"),
    statistic: STATISTICS.find((statistic) => statistic === fields.get("statistic")) ?? "value",
    better: Object.fromEntries(fields.getAll("better").flatMap(readBetter)),
    across: fields.get("across") ?? undefined,
    up: fields.get("up") ?? undefined,
    axes: fields.getAll("along"),
    brushes: Object.fromEntries(fields.getAll("brush").flatMap(readBrush)),
  };
}

/** Reads `least:greatest:quantity`. */
function readBrush(text: string): [QuantityKey, CurveRange][] {
  const [, min = "", max = "", key] = /^([^:]+):([^:]+):(.+)$/s.exec(text) ?? [];
  return key !== undefined && Number(min) <= Number(max) ? [[key, { min: Number(min), max: Number(max) }]] : [];
}

/** Reads `lower:quantity`. */
function readBetter(text: string): [QuantityKey, Better][] {
  const [, name, key] = /^([a-z]+):(.+)$/s.exec(text) ?? [];
  const better = BETTER.find((known) => known === name);
  return key !== undefined && better !== undefined ? [[key, better]] : [];
}

/** Writes the state as the query of an address, without a question mark. */
export function compareQuery(state: CompareState): string {
  const { ids, part, all, statistic, better, across, up, axes, brushes } = state;
  const fields = curveFields(state);
  if (ids.length > 0) {
    fields.set("ids", ids.join(","));
  }
  if (part !== "parameters") {
    fields.set("part", part);
  }
  if (all) {
    fields.set("all", "");
  }
  if (statistic !== "value") {
    fields.set("statistic", statistic);
  }
  for (const [key, choice] of Object.entries(better)) {
    fields.append("better", `${choice}:${key}`);
  }
  for (const [name, value] of Object.entries({ across, up })) {
    if (value !== undefined) {
      fields.set(name, value);
    }
  }
  for (const key of axes) {
    fields.append("along", key);
  }
  for (const [key, { min, max }] of Object.entries(brushes)) {
    fields.append("brush", `${min}:${max}:${key}`);
  }
  return fields.toString();
}
