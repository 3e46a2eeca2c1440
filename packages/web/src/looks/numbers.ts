const UNITS = ["bytes", "KB", "MB", "GB", "TB"];

/** A size in bytes, in the unit that keeps it short. */
export function byteSize(bytes: number | undefined): string {
  if (bytes === undefined) {
    return "–";
  }
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}

/** A measured number with five significant digits, the way people compare them. */
export function shortNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e9 ? String(value) : String(Number(value.toPrecision(5)));
}
