/** The colours of Okabe and Ito, which people with any kind of sight tell apart; darkened where they were too pale on white. */
const COLOURS = [
  "light-dark(#0072b2, #56b4e9)",
  "light-dark(#d55e00, #e69f00)",
  "light-dark(#00795c, #009e73)",
  "light-dark(#a6517d, #cc79a7)",
  "light-dark(#8a6d00, #f0e442)",
  "light-dark(#444, #bbb)",
] as const;

/** The colour of the n-th curve of a chart, resolved for drawing: a canvas knows no `light-dark()`. */
export function curveColour(index: number): string {
  const probe = document.createElement("span");
  probe.style.color = COLOURS[index % COLOURS.length] ?? COLOURS[0];
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
