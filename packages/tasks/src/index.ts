export { Artifact, type GetArtifactOptions } from "./artifact.ts";
export type { ArtifactValue } from "./artifact-body.ts";
export { BatchReporter, type BatchReporterOptions } from "./batch-reporter.ts";
export type {
  ChartOptions,
  HistogramOptions,
  LinePlotOptions,
  LineSeries,
  Numbers,
  ScatterOptions,
} from "./chart-figures.ts";
export type { ConfigurationOptions } from "./configuration.ts";
export { type ConsoleCapture, captureConsole } from "./console-capture.ts";
export type { CsvRecord } from "./csv.ts";
export { runInTask } from "./current-task.ts";
export {
  ArtifactError,
  InvalidValueError,
  NoCurrentTaskError,
  QueueNotFoundError,
  type RefusedMove,
  ReportError,
  TaskNotFoundError,
  TaskStateError,
  TaskStoppedError,
} from "./errors.ts";
export { toHocon } from "./hocon.ts";
export type { ParameterNotes } from "./hyperparams.ts";
export { Logger, type LoggerParts, type MediaOptions, type MediaSource } from "./logger.ts";
export type { MatrixOptions, SurfaceOptions } from "./matrix-figures.ts";
export {
  castParameter,
  type ParameterTree,
  type ParameterValue,
  parameterText,
  parameterType,
} from "./parameter-text.ts";
export type { ProjectReference } from "./project-name.ts";
export { type FindOrCreateProjectOptions, findOrCreateProject, findProject } from "./projects.ts";
export type { ReportedCurve, ReportedScalars } from "./reported.ts";
export type { DeliveryReport, Reporter } from "./reporter.ts";
export { createTask, findTaskByName, logArtifact, logMetric, reportMetric, uploadArtifact } from "./shortcuts.ts";
export type { Cell, TableData } from "./table-data.ts";
export type { TableOptions } from "./table-figure.ts";
export { Task } from "./task.ts";
export type { ListTasksOptions } from "./task-lookup.ts";
export type {
  CloneTaskOptions,
  ConnectionOptions,
  StatusOptions,
  TaskLookup,
  TaskOptions,
  UploadArtifactOptions,
} from "./task-options.ts";
export { type UnpackArchiveOptions, unpackArchive } from "./unpack-archive.ts";
export { type WithTaskOptions, withTask } from "./with-task.ts";
