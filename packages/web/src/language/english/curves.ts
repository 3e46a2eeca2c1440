/** Texts of the curves of a task. */
export const curves = {
  search: "Part of a metric's name",
  axis: "Horizontal axis",
  iteration: "iteration",
  time: "time",
  smoothing: "smoothing",
  logarithmic: "log",
  noScalars: "No scalars.",
  showAll: "Show all",
};
