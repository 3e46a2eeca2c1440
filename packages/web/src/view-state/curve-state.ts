/** A stretch of the x axis: iterations, or milliseconds. */
export interface CurveRange {
  min: number;
  max: number;
}

/** What curves are drawn along: iterations, the time of day, or the time since the task began. */
export type CurveAxis = "iter" | "timestamp" | "relative";

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
}

const AXES: readonly CurveAxis[] = ["iter", "timestamp", "relative"];

/** Curves that nobody has changed. */
const UNTOUCHED: CurveState = { search: "", axis: "iter", smoothing: 0, log: false, logX: false, ranges: {} };

/** Tells whether a text names an axis. */
export function isAxis(text: string | null): text is CurveAxis {
  return AXES.some((axis) => axis === text);
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
    ranges: Object.fromEntries(fields.getAll("range").flatMap(readRange)),
  };
}

/** Reads `min:max:metric`. */
function readRange(text: string): [string, CurveRange][] {
  const [, min, max, metric] = /^(-?\d+):(-?\d+):(.+)$/s.exec(text) ?? [];
  return metric !== undefined && Number(min) < Number(max) ? [[metric, { min: Number(min), max: Number(max) }]] : [];
}

/** Writes the state as the query of an address, without a question mark; an untouched one is empty. */
export function curveQuery(state: CurveState): string {
  return curveFields(state).toString();
}

/** The state as fields of the query of an address. */
export function curveFields({ search, axis, smoothing, log, logX, ranges }: CurveState): URLSearchParams {
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
