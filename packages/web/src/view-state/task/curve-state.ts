/** A stretch of the x axis: iterations, milliseconds, or values of a metric. */
export interface CurveRange {
  min: number;
  max: number;
}

/** The axes that every curve has: iterations, the time of day, and the time since the task began. */
export type FixedAxis = "iter" | "timestamp" | "relative";

/** Values of a metric, as `metric:NAME/VARIANT`, both encoded as parts of an address. */
export type MetricAxis = `metric:${string}`;

/** What curves are drawn along. */
export type CurveAxis = FixedAxis | MetricAxis;

/** A curve by its names. */
export interface CurveName {
  metric: string;
  variant: string;
}

/** How the curves of tasks are shown, all of it in the address. */
export interface CurveState {
  /** Text that the names of metrics contain. */
  search: string;
  axis: CurveAxis;
  /** From 0 to 0.99. */
  smoothing: number;
  /** Whether values are drawn logarithmically. */
  log: boolean;
  /** Whether the horizontal axis is logarithmic. */
  logX: boolean;
  /** The parts that are zoomed into, by metric. */
  ranges: Readonly<Record<string, CurveRange>>;
  /** The metric whose chart is shown over the whole page. */
  large: string | undefined;
}

const AXES: readonly FixedAxis[] = ["iter", "timestamp", "relative"];

/** Curves that nobody has changed. */
const UNTOUCHED: CurveState = {
  search: "",
  axis: "iter",
  smoothing: 0,
  log: false,
  logX: false,
  ranges: {},
  large: undefined,
};

/** Tells whether a text names an axis that every curve has. */
export function isFixedAxis(text: string | null): text is FixedAxis {
  return AXES.some((axis) => axis === text);
}

/** The axis of a metric's values. */
export function metricAxis({ metric, variant }: CurveName): MetricAxis {
  return `metric:${encodeURIComponent(metric)}/${encodeURIComponent(variant)}`;
}

/** The metric whose values an axis has; undefined for the axes that every curve has. */
export function axisMetric(axis: string): CurveName | undefined {
  const [, metric, variant] = /^metric:([^/]+)\/([^/]*)$/.exec(axis) ?? [];
  try {
    return metric === undefined || variant === undefined
      ? undefined
      : { metric: decodeURIComponent(metric), variant: decodeURIComponent(variant) };
  } catch {
    return undefined;
  }
}

function isAxis(text: string | null): text is CurveAxis {
  return isFixedAxis(text) || axisMetric(text ?? "") !== undefined;
}

/** Reads the state from the query of an address; parts that nobody could have chosen are left out. */
export function readCurveState(query: string): CurveState {
  const fields = new URLSearchParams(query);
  const smoothing = Number(fields.get("smoothing"));
  const axis = fields.get("axis");
  return {
    search: fields.get("search") ?? UNTOUCHED.search,
    axis: isAxis(axis) ? axis : UNTOUCHED.axis,
    smoothing: smoothing > 0 && smoothing < 1 ? smoothing : 0,
    log: fields.has("log"),
    logX: fields.has("logx"),
    large: fields.get("large") || undefined,
    ranges: Object.fromEntries(fields.getAll("range").flatMap(readRange)),
  };
}

/** Reads `min:max:metric`. */
function readRange(text: string): [string, CurveRange][] {
  const [, min = "", max = "", metric] = /^([^:]+):([^:]+):(.+)$/s.exec(text) ?? [];
  const isPart = Number.isFinite(Number(min)) && Number.isFinite(Number(max)) && Number(min) < Number(max);
  return metric !== undefined && isPart ? [[metric, { min: Number(min), max: Number(max) }]] : [];
}

/** Writes the state as the query of an address, without a question mark; an untouched one is empty. */
export function curveQuery(state: CurveState): string {
  return curveFields(state).toString();
}

/** The state as fields of the query of an address. */
export function curveFields({ search, axis, smoothing, log, logX, ranges, large }: CurveState): URLSearchParams {
  const fields = new URLSearchParams();
  if (search !== "") {
    fields.set("search", search);
  }
  if (axis !== UNTOUCHED.axis) {
    fields.set("axis", axis);
  }
  if (smoothing > 0) {
    fields.set("smoothing", String(smoothing));
  }
  if (log) {
    fields.set("log", "");
  }
  if (logX) {
    fields.set("logx", "");
  }
  for (const [metric, { min, max }] of Object.entries(ranges)) {
    fields.append("range", `${min}:${max}:${metric}`);
  }
  if (large !== undefined) {
    fields.set("large", large);
  }
  return fields;
}

/** The ranges with another one for a metric; without one for it when it is undefined. */
export function withRange(
  ranges: CurveState["ranges"],
  metric: string,
  range: CurveRange | undefined,
): CurveState["ranges"] {
  const { [metric]: _, ...others } = ranges;
  return range ? { ...others, [metric]: range } : others;
}
