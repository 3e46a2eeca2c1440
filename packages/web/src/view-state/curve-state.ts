/** A stretch of the x axis: iterations, or milliseconds since the epoch. */
export interface CurveRange {
  min: number;
  max: number;
}

/** How the curves of a task are shown, all of it in the address. */
export interface CurveState {
  /** Text that the names of metrics contain. */
  search: string;
  axis: "iter" | "timestamp";
  /** From 0 to 0.99. */
  smoothing: number;
  log: boolean;
  /** The parts that are zoomed into, by metric. */
  ranges: Readonly<Record<string, CurveRange>>;
}

/** Curves that nobody has changed. */
const UNTOUCHED: CurveState = { search: "", axis: "iter", smoothing: 0, log: false, ranges: {} };

/** Reads the state from the query of an address; parts that nobody could have chosen are left out. */
export function readCurveState(query: string): CurveState {
  const fields = new URLSearchParams(query);
  const smoothing = Number(fields.get("smoothing"));
  return {
    search: fields.get("search") ?? UNTOUCHED.search,
    axis: fields.get("axis") === "timestamp" ? "timestamp" : "iter",
    smoothing: smoothing > 0 && smoothing < 1 ? smoothing : 0,
    log: fields.has("log"),
    ranges: Object.fromEntries(fields.getAll("range").flatMap(readRange)),
  };
}

/** Reads `min:max:metric`. */
function readRange(text: string): [string, CurveRange][] {
  const [, min, max, metric] = /^(-?\d+):(-?\d+):(.+)$/s.exec(text) ?? [];
  return metric !== undefined && Number(min) < Number(max) ? [[metric, { min: Number(min), max: Number(max) }]] : [];
}

/** Writes the state as the query of an address, without a question mark; an untouched one is empty. */
export function curveQuery({ search, axis, smoothing, log, ranges }: CurveState): string {
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
  for (const [metric, { min, max }] of Object.entries(ranges)) {
    fields.append("range", `${min}:${max}:${metric}`);
  }
  return fields.toString();
}
