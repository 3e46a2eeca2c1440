/** How a number that JSON does not have is written in scalar events and curves: by the name that Python's `json` gives it. */
export type NonFiniteText = "NaN" | "Infinity" | "-Infinity";

const numbers: ReadonlyMap<unknown, number> = new Map<NonFiniteText, number>([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

/** Writes NaN and infinities as texts; finite numbers stay numbers. */
export function scalarOnWire(value: number): number | NonFiniteText {
  return Number.isFinite(value) ? value : nonFiniteText(value);
}

/** The text of a number that is NaN or infinite. */
export function nonFiniteText(value: number): NonFiniteText {
  if (Number.isNaN(value)) {
    return "NaN";
  }
  return value > 0 ? "Infinity" : "-Infinity";
}

/** Reads NaN or an infinity from its text; anything else is undefined. */
export function readNonFinite(value: unknown): number | undefined {
  return numbers.get(value);
}
