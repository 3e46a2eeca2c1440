import { orRefused } from "../../unwritable-value.ts";
import { InvalidReportError } from "../errors.ts";
import type { ReportPlace } from "../report-place.ts";
import { type Figure, figureJson, type NanAs } from "./figure-json.ts";

/**
 * Writes the figure of a report.
 *
 * @throws {@link InvalidReportError} when a part of the figure would be lost.
 */
export function figureText(place: ReportPlace, figure: Figure, nanAs: NanAs): string {
  return orRefused(
    () => figureJson(figure, nanAs),
    (cause) =>
      new InvalidReportError(place, `its figure has ${cause.kind} at ${cause.path}. ${cause.advice}`, { cause }),
  );
}
