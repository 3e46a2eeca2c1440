/** What both pages show: as many runs, each with parameters and the last values of some metrics, and one with long curves. */
export interface Content {
  runs: number;
  /** Parameters and metrics of each run. */
  names: number;
  curves: number;
  /** Points of each curve. */
  iterations: number;
}
