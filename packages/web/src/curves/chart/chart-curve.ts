/** A curve to draw: positions and values of one length; the envelope where values stand for many. */
export interface ChartCurve {
  name: string;
  x: readonly number[];
  y: readonly number[];
  /** The values before they were smoothed. */
  unsmoothed?: readonly number[] | undefined;
  least?: readonly number[] | undefined;
  greatest?: readonly number[] | undefined;
  /** As a style sheet has it. */
  colour: string;
  isDashed: boolean;
  /** Whether a value holds until the next one. */
  isStepped?: boolean;
  /** How many values are not numbers, and so are not drawn. */
  notFinite?: number;
}

/** Tells the curves of a chart apart: tasks that are compared may share a name. */
export function curveKey({ name, colour, isDashed }: ChartCurve): string {
  return `${name} ${colour} ${isDashed}`;
}
