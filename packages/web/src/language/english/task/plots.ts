/** Texts of the plots of a task. */
export const plots = {
  title: "Plots",
  search: "Part of a plot's name",
  empty: "No plots.",
  noNumbers: "The figure has no lists of values.",
  noPlot: "No plot.",
  iteration: (iteration: number) => `iteration ${iteration}`,
  earlier: (metric: string) => `Earlier iteration of ${metric}`,
  newest: (metric: string) => `Newest iteration of ${metric}`,
  notFigure: "This is not a Plotly figure.",
  failed: (reason: string) => `The plot cannot be drawn: ${reason}`,
  map: "A map is drawn over streets and coasts from elsewhere, which this page does not ask for.",
  leftOut: (pictures: number) => `Pictures from elsewhere are not shown: ${pictures}.`,
  someShown: (shown: number, all: number) => `${shown} of ${all} are shown`,
};
