import { max, mean, median, min, quantile, standardDeviation } from "simple-statistics";

/** How a column is brought to a common size: by mean and deviation, by its range, or by median and quartiles. */
export type Scaling = "none" | "standard" | "min-max" | "robust";

/** The number subtracted from a value, and the number it is then divided by. */
export interface Scale {
  readonly center: number;
  readonly spread: number;
}

/** A scaler that has seen its training rows; plain JSON. */
export interface FittedScaler {
  readonly scaling: Scaling;
  readonly all: Scale;
  /** The scales of the groups, where each has its own. */
  readonly groups?: Readonly<Record<string, Scale>>;
  /** The median of the training rows, before scaling. */
  readonly fill: number;
}

/** A group of fewer measurements says too little about its scale, and takes that of all rows. */
const SMALLEST_GROUP = 5;

/** Learns the scale of these rows, and that of each group among them where `groups` names each row's. */
export function fitScaler(
  column: Float64Array,
  rows: readonly number[],
  scaling: Scaling,
  groups?: ArrayLike<string | number>,
): FittedScaler {
  const values = measured(column, rows);
  const fitted = { scaling, all: scaleOf(values, scaling), fill: values.length > 0 ? median(values) : 0 };
  if (groups === undefined || scaling === "none") {
    return fitted;
  }

  const rowsOf = new Map<string, number[]>();
  for (const row of rows) {
    const group = String(groups[row] ?? "");
    const members = rowsOf.get(group);
    if (members === undefined) {
      rowsOf.set(group, [row]);
    } else {
      members.push(row);
    }
  }
  const scales = [...rowsOf].flatMap(([group, members]): [string, Scale][] => {
    const own = measured(column, members);
    return group === "" || own.length < SMALLEST_GROUP ? [] : [[group, scaleOf(own, scaling)]];
  });
  return { ...fitted, groups: Object.fromEntries(scales) };
}

/**
 * Scales a column. A missing value stays missing unless holes are filled: then it is the median of the training rows.
 *
 * A group that the training rows did not have is scaled as all rows are.
 */
export function applyScaler(
  scaler: FittedScaler,
  column: Float64Array,
  options: { fill?: boolean; groups?: ArrayLike<string | number> | undefined } = {},
): Float64Array {
  const { fill = false, groups } = options;
  const own = new Map(Object.entries(scaler.groups ?? {}));
  return column.map((value, row) => {
    const { center, spread } = (groups && own.get(String(groups[row] ?? ""))) ?? scaler.all;
    return ((fill && Number.isNaN(value) ? scaler.fill : value) - center) / spread;
  });
}

function measured(column: Float64Array, rows: readonly number[]): number[] {
  return rows.map((row) => column[row] ?? Number.NaN).filter((value) => !Number.isNaN(value));
}

function scaleOf(values: number[], scaling: Scaling): Scale {
  if (values.length === 0 || scaling === "none") {
    return { center: 0, spread: 1 };
  }
  if (scaling === "standard") {
    return scale(mean(values), standardDeviation(values));
  }
  if (scaling === "min-max") {
    return scale(min(values), max(values) - min(values));
  }
  const [low = 0, middle = 0, high = 0] = quantile(values, [0.25, 0.5, 0.75]);
  return scale(middle, high - low);
}

/** A column that does not vary is centered and keeps its size: dividing by nothing would make it infinite. */
function scale(center: number, spread: number): Scale {
  return { center, spread: spread > 0 ? spread : 1 };
}
