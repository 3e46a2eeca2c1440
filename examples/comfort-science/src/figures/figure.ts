/** A Plotly figure: plain JSON that any Plotly draws. */
export interface Figure {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly layout: Readonly<Record<string, unknown>>;
}

/** A colour that stays the same in every figure: the best, the others, what validation says, and lines to read by. */
export const colors = { best: "#2f81f7", other: "#8b949e", validation: "#e3873b", line: "#6e7781" } as const;

/** A sequential colour scale, light where there is nothing. */
export const densityScale = [
  [0, "#f6f8fa"],
  [0.05, "#d3e5fb"],
  [0.3, "#7fb2f7"],
  [1, "#1f5fbf"],
] as const;

/** An axis with its title. */
export function axis(title: string, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return { title: { text: title }, automargin: true, ...more };
}
