export type { UploadArtifactOptions } from "./artifacts/add-artifact.ts";
export { Artifact, type GetArtifactOptions } from "./artifacts/artifact.ts";
export type { ArtifactValue } from "./artifacts/artifact-value.ts";
export type { DeleteArtifactsOptions } from "./artifacts/delete-artifacts.ts";
export { ArtifactError, LeftoverFilesError } from "./artifacts/errors.ts";
export { NumpyArray, type NumpyData } from "./artifacts/formats/numpy-array.ts";
export type { CsvCell, CsvRecord } from "./artifacts/formats/typed-csv.ts";
export type { FollowedTable, RegisterArtifactOptions } from "./artifacts/registered/registered-tables.ts";
export { captureConsole } from "./capture-console.ts";
export type { CommanderCommand, ParsedArguments, YargsParser } from "./connect/argument-form.ts";
export type { ConnectConfigurationOptions } from "./connect/connect-configuration.ts";
export type { TaskConnectOptions } from "./connect/connect-options.ts";
export { ServerValueError, type ServerValuePlace, type UnfitValue } from "./connect/errors.ts";
export { visibleText } from "./console/console-lines.ts";
export type { ConsoleCapture } from "./console/stream-capture.ts";
export { runInTask } from "./current-task.ts";
export { BatchReporter, type BatchReporterOptions } from "./delivery/batch-reporter.ts";
export { type KeptReports, ReportError, ReportTimeoutError } from "./delivery/errors.ts";
export type { DeliveryReport, Reporter } from "./delivery/reporter.ts";
export type { ReportWaitOptions } from "./delivery/time-limit.ts";
export {
  InvalidNameError,
  InvalidValueError,
  NoCurrentTaskError,
  QueueNotFoundError,
  type ValueErrorOptions,
} from "./errors.ts";
export { STOPPED_EXIT_CODE } from "./exit/program-end.ts";
export { OfflineSessionError, type OfflineSessionErrorOptions } from "./offline/errors.ts";
export type { ImportOfflineSessionOptions } from "./offline/import/import-session.ts";
export { offlineConnection } from "./offline/offline-connection.ts";
export type { Configuration, ConfigurationOptions } from "./parameters/configuration.ts";
export { toHocon } from "./parameters/hocon.ts";
export type { ParameterNotes } from "./parameters/hyperparams.ts";
export { checkLabels, type LabelEnumeration } from "./parameters/labels.ts";
export type { NestedParameters } from "./parameters/nested-parameters.ts";
export {
  castParameter,
  type ParameterTree,
  type ParameterValue,
  parameterText,
  parameterType,
} from "./parameters/parameter-text.ts";
export { type CommitPlace, findCommit } from "./program/find-commit.ts";
export { forgetProjectName, type ProjectReference } from "./project-name.ts";
export {
  createProject,
  type FindOrCreateProjectOptions,
  findOrCreateProject,
  findProject,
  type ListProjectsOptions,
} from "./projects.ts";
export { findQueueId } from "./queues.ts";
export { type RefusedMove, TaskNotFoundError, TaskStateError } from "./record/errors.ts";
export { inTurn } from "./record/turns.ts";
export type { JournalReport } from "./recovery/sync-journal.ts";
export { type SyncOptions, type SyncReport, syncJournals } from "./recovery/sync-journals.ts";
export { type BundleOptions, bundleProgram, type ProgramBundle } from "./remote/bundle/bundle-program.ts";
export type { ProgramEntry } from "./remote/bundle/program-source.ts";
export type { ProgramArchive } from "./remote/bundle/zip-program.ts";
export { type ProgramRecord, programOf } from "./remote/code/program-record.ts";
export type { ScriptFile } from "./remote/code/script-file.ts";
export type { TaskProgramOptions } from "./remote/code/task-program.ts";
export type { ContainerOptions } from "./remote/container.ts";
export {
  BundlerNotFoundError,
  ProgramError,
  RemoteExecutionError,
  SecretFileError,
  UnpushedCommitError,
} from "./remote/errors.ts";
export type { RepositoryOptions } from "./remote/repository/repository-program.ts";
export type { ExecuteRemotelyOptions } from "./remote/running/execute-remotely.ts";
export type { FunctionTaskOptions } from "./remote/running/function-task.ts";
export type { RunningProgramOptions } from "./remote/running/running-program.ts";
export { InvalidReportError, type RefusedReport } from "./report/errors.ts";
export type {
  ChartOptions,
  HistogramOptions,
  LinePlotOptions,
  LineSeries,
  ScatterOptions,
} from "./report/figures/chart-figures.ts";
export type { Numbers } from "./report/figures/chart-numbers.ts";
export type { MatrixOptions, SurfaceOptions } from "./report/figures/matrix-figures.ts";
export type { Scatter3dOptions, SpacePoint, SpaceSeries } from "./report/figures/space-figures.ts";
export type { TableOptions } from "./report/figures/table-figure.ts";
export { Logger } from "./report/logger.ts";
export type { LoggerParts, MediaOptions, PlotlyOptions, ReportParts, ScalarOptions } from "./report/logger-options.ts";
export type { MediaSource, SamplePlace } from "./report/media-samples.ts";
export { type ModelLoggerOptions, modelLogger } from "./report/model-logger.ts";
export type { NonFiniteAs, NonFinitePolicy } from "./report/non-finite.ts";
export type { ReadConsoleOptions } from "./report/read/console-log.ts";
export type { ReportOwner } from "./report/read/report-owner.ts";
export { fetchPlots, type ReadPlotsOptions, type ReadSamplesOptions } from "./report/read/samples.ts";
export {
  type AxisValue,
  type CurveAxis,
  fetchScalars,
  type ReadCurvesOptions,
  type ReadSampledOptions,
  type ReportedCurve,
  type ReportedScalars,
} from "./report/read/scalars.ts";
export { fetchSingleValues, lastScalarMetrics, type ScalarSummary } from "./report/read/values.ts";
export { ScalarLogger } from "./report/scalar-logger.ts";
export {
  createTask,
  findTaskByName,
  logArtifact,
  logMetric,
  type MetricOptions,
  reportMetric,
  uploadArtifact,
} from "./shortcuts.ts";
export type { Cell, TableData } from "./table-data.ts";
export { CHANGEABLE_FIELDS, type ChangedFields, changedFields, isChangeableField } from "./task/copy/changed-fields.ts";
export type { ExportedTask, ImportedTask } from "./task/copy/exported-task.ts";
export { TaskStoppedError, UnexpectedStatusError } from "./task/errors.ts";
export type { QueriedTask, QueryTasksOptions } from "./task/find/task-lookup.ts";
export type { ListTasksOptions, TaskFilter } from "./task/find/task-query.ts";
export { recordEnd } from "./task/life/record-end.ts";
export type { WaitForStatusOptions } from "./task/life/wait-for-status.ts";
export type { DeleteTaskOptions } from "./task/removal/delete-task.ts";
export { Task } from "./task/task.ts";
export type {
  CloneTaskOptions,
  CloseTaskOptions,
  ConnectionOptions,
  CreateTaskOptions,
  InitTaskOptions,
  SetScriptOptions,
  StatusOptions,
  TaskLookup,
  TaskOptions,
} from "./task/task-options.ts";
export { type StopTaskOptions, stopTask } from "./watch/stop-task.ts";
export { FINAL_STATUSES } from "./watch/task-ends.ts";
export { type FollowOptions, TaskWatch, type TaskWatchOptions, type WatchEnd } from "./watch/task-watch.ts";
export { type WithTaskOptions, withTask } from "./with-task.ts";
