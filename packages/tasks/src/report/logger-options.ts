import type { Reporter } from "../delivery/reporter.ts";
import type { MediaSource, SamplePlace } from "./media-samples.ts";

/** The parts by which scalars and figures are reported. */
export interface ReportParts {
  /** Id of the task, or of the model, that they are about. */
  taskId: string;
  reporter: Reporter;
  /** Added to the iterations of all reports but single values. @default 0 */
  iterationOffset?(): number;
  /** Whether the server stores scalars that are NaN or infinite. */
  storesNonFinite(): boolean;
  /** Tells the user something. */
  warn(message: string): void;
  /** Clock, in milliseconds. */
  now(): number;
}

/** The parts that a `Logger` is made of. */
export interface LoggerParts extends ReportParts {
  /** Where images and other media go. */
  samples: SamplePlace;
  /** Name of this worker, written into console events. */
  worker: string;
}

/** The iteration of a point on a curve. */
export interface ScalarOptions {
  iteration: number;
}

/** Options of a plot that is given as a Plotly figure. */
export interface PlotlyOptions {
  /** @default 0 */
  iteration?: number;
}

/** A picture, sound, video, page or text, and when it was made. */
export type MediaOptions = MediaSource & {
  /** @default 0 */
  iteration?: number;
  /** Samples kept per title and series; older ones are overwritten, below 1 all are kept. @default that of the logger, 100 at first */
  history?: number;
};
