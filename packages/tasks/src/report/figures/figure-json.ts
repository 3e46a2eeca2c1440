/** A Plotly figure: what it draws and how it is laid out. */
export interface Figure {
  data: Record<string, unknown>[];
  layout: Record<string, unknown>;
}

/** What stands for a number that JSON cannot hold: Plotly's gap, or the text that the ClearML page shows in tables. */
export type NanAs = null | "nan";

/**
 * Writes a figure as the JSON text of a plot event.
 *
 * NaN becomes `nanAs`, infinities become `"inf"` and `"-inf"`, dates ISO texts and typed arrays plain ones.
 */
export function figureJson(figure: Figure, nanAs: NanAs): string {
  return JSON.stringify(figure, (_key, value: unknown) => {
    if (typeof value === "number" && !Number.isFinite(value)) {
      return Number.isNaN(value) ? nanAs : value > 0 ? "inf" : "-inf";
    }
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
      return Array.from(value as unknown as ArrayLike<number | bigint>);
    }
    return typeof value === "bigint" ? Number(value) : value;
  });
}

/** Lays `overrides` over a layout or trace, object by object; anything else is replaced. */
export function mergeDeep(base: Record<string, unknown>, overrides: object | undefined): Record<string, unknown> {
  const merged = { ...base };
  for (const [key, value] of Object.entries(overrides ?? {})) {
    const before = merged[key];
    merged[key] = isPlainObject(before) && isPlainObject(value) ? mergeDeep(before, value) : value;
  }
  return merged;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
}

/** A title with a comment in small letters below it. */
export function titleWith(title: string, comment: string | undefined): string {
  return comment ? `${title}<br><sup>${comment}</sup>` : title;
}
