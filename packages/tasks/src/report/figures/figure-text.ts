import { UnwritableValueError } from "@clearml-ts/protocol";
import { InvalidReportError } from "../../errors.ts";
import type { ReportPlace } from "../report-place.ts";
import { type Figure, figureJson, type NanAs } from "./figure-json.ts";

/**
 * Writes the figure of a report.
 *
 * @throws {@link InvalidReportError} when a part of the figure would be lost.
 */
export function figureText(place: ReportPlace, figure: Figure, nanAs: NanAs): string {
  try {
    return figureJson(figure, nanAs);
  } catch (cause) {
    if (cause instanceof UnwritableValueError) {
      throw new InvalidReportError(place, `its figure has ${cause.kind} at ${cause.path}. ${cause.advice}`, { cause });
    }
    throw cause;
  }
}
