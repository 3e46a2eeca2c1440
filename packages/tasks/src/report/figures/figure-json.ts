import { storedForm } from "@clearml-ts/protocol";

/** A Plotly figure: its traces and its layout. */
export interface Figure {
  data: Record<string, unknown>[];
  layout: Record<string, unknown>;
}

/** The stand-in for NaN, which JSON cannot hold: Plotly's gap, or the text that the ClearML page shows in tables. */
export type NanAs = null | "nan";

/**
 * Writes a figure as the JSON text of a plot event, as the Python SDK does.
 *
 * NaN becomes `nanAs`, infinities become `"inf"` and `"-inf"`, dates ISO texts, typed arrays plain ones, and bigints that
 * a JavaScript number cannot name exactly become texts: the page that draws the figure would round them.
 *
 * @throws {@link UnwritableValueError} when a part of the figure would be lost, such as a function or undefined in a list.
 */
export function figureJson(figure: Figure, nanAs: NanAs): string {
  return JSON.stringify(storedForm(figure), (_key, value: unknown) => {
    if (typeof value === "number" && !Number.isFinite(value)) {
      return Number.isNaN(value) ? nanAs : value > 0 ? "inf" : "-inf";
    }
    if (typeof value === "bigint") {
      return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
    }
    return value;
  });
}

/** A title with a comment in small letters below it. */
export function titleWith(title: string, comment: string | undefined): string {
  return comment ? `${title}<br><sup>${comment}</sup>` : title;
}
