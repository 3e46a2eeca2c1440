/** A curve as numbers alone. */
interface Numbers {
  x: readonly number[];
  y: readonly number[];
  unsmoothed?: readonly number[] | undefined;
  least?: readonly number[] | undefined;
  greatest?: readonly number[] | undefined;
}

/** Which axes are logarithmic. */
interface LogAxes {
  isLog: boolean;
  isLogX: boolean;
}

/**
 * All curves over one x axis, with gaps where one has no point: the positions, and then for each curve its line, its values before
 * smoothing and the two edges of its envelope, as far as it has them. On a logarithmic axis, only what is above zero is left.
 */
export function alignedCurves(curves: readonly Numbers[], { isLog, isLogX }: LogAxes): (number | null)[][] {
  const places = [...new Set(curves.flatMap(({ x }) => x))].filter((at) => !isLogX || at > 0).sort((a, b) => a - b);
  const columns = curves.flatMap(({ x, y, unsmoothed, least, greatest }) => {
    const rows = new Map(x.map((at, index) => [at, index]));
    const column = (values: readonly number[]) =>
      places.map((at) => {
        const row = rows.get(at);
        const value = row === undefined ? undefined : values[row];
        return value === undefined || (isLog && value <= 0) ? null : value;
      });
    return [y, ...(unsmoothed ? [unsmoothed] : []), ...(least && greatest ? [least, greatest] : [])].map(column);
  });
  return [places, ...columns];
}

/** The index of the last position that is not behind a place; -1 where all are. */
export function placeOf(x: readonly number[], at: number): number {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] ?? 0) <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
