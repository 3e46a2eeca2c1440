/** A Plotly figure as a task reported it; nothing in it is trusted. */
export interface Figure {
  data: Record<string, unknown>[];
  layout: Record<string, unknown>;
}

/** Texts, and the names that Python gives to numbers which JSON does not have. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

/** Reads a figure from the text of a plot; undefined when it is not one. Numbers that JSON does not have become gaps. */
export function readFigure(text: string): Figure | undefined {
  const parsed = parse(text) ?? parse(text.replace(TOKENS, (token) => (token.startsWith('"') ? token : "null")));
  if (!isObject(parsed)) {
    return undefined;
  }
  const { data, layout } = parsed;
  const traces = Array.isArray(data) ? data.filter(isObject) : isObject(data) ? [data] : [];
  return traces.length === 0 && !isObject(layout)
    ? undefined
    : { data: traces, layout: isObject(layout) ? layout : {} };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Tells whether a value is an object with fields. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
