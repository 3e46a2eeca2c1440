import { InvalidReportError } from "../errors.ts";
import { described, type ReportPlace } from "../report-place.ts";

/** Numbers in one row: an array or a typed array. NaN and null are gaps. */
export type Numbers = ArrayLike<number | null>;

/**
 * Copies the numbers of a chart. NaN stays NaN and null stays null, both of which Plotly draws as gaps.
 *
 * @throws {@link InvalidReportError} when one of them is something else; `path` names the row in the message.
 */
export function chartNumbers(place: ReportPlace, values: Numbers, path = ""): (number | null)[] {
  return Array.from(values, (value: unknown, index) => {
    if (typeof value !== "number" && value !== null) {
      const problem = `the value ${path}[${index}] must be a number, or null for a gap, not ${described(value)}`;
      throw new InvalidReportError({ ...place, value }, problem);
    }
    return value;
  });
}

/** As {@link chartNumbers}, row by row. */
export function chartRows(place: ReportPlace, rows: readonly Numbers[]): (number | null)[][] {
  return rows.map((row, index) => chartNumbers(place, row, `[${index}]`));
}
