/** The colours of Okabe and Ito, which people with any kind of sight tell apart; darkened where they were too pale on white. */
const LINES = [
  "light-dark(#0072b2, #56b4e9)",
  "light-dark(#d55e00, #e69f00)",
  "light-dark(#00795c, #009e73)",
  "light-dark(#a6517d, #cc79a7)",
  "light-dark(#8a6d00, #f0e442)",
  "light-dark(#444, #bbb)",
] as const;

/** How a curve is drawn; after all colours the same ones come again, dashed. */
export interface CurveLook {
  /** As a style sheet has it. */
  colour: string;
  isDashed: boolean;
}

/** How many colours there are. */
export const COLOURS = LINES.length;

/** How many looks there are. */
export const LOOKS = COLOURS * 2;

/** The n-th look. */
export function curveLook(index: number): CurveLook {
  return {
    colour: LINES[index % COLOURS] ?? LINES[0],
    isDashed: Math.floor(index / COLOURS) % 2 === 1,
  };
}

/** A colour as a canvas takes it, which knows neither `light-dark()` nor variables. */
export function resolvedColour(colour: string): string {
  const probe = document.createElement("span");
  probe.style.color = colour;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The colours of all looks that are not dashed, as a canvas takes them. */
export function resolvedColours(): string[] {
  return LINES.map(resolvedColour);
}
