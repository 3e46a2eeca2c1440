export { AuthenticationError, ConfigError, type Connection, ConnectionError, connect } from "@clearml-ts/client";
export {
  createAndPublishDataset,
  createDataset,
  createIncrementalDataset,
  Dataset,
  DatasetNotFoundError,
  DatasetStateError,
  downloadDataset,
  uploadDataset,
} from "@clearml-ts/datasets";
export {
  getChampion,
  InputModel,
  Model,
  ModelNotFoundError,
  modelLineage,
  OutputModel,
  promoteChampion,
  registerModel,
  rollbackChampion,
} from "@clearml-ts/models";
export {
  Component,
  type ComponentFunction,
  component,
  Pipeline,
  PipelineController,
  PipelineError,
  type PipelineFunction,
  type PipelineRun,
  pipeline,
  pipelineOf,
  type StepContext,
  StepError,
  stepsOf,
} from "@clearml-ts/pipeline";
export { ApiError, ClearMLError, UnsafePathError } from "@clearml-ts/protocol";
export { PortInUseError, type Server, startServer } from "@clearml-ts/server";
export {
  type Artifact,
  ArtifactError,
  createTask,
  findTaskByName,
  type Logger,
  logArtifact,
  logMetric,
  NoCurrentTaskError,
  reportMetric,
  Task,
  TaskNotFoundError,
  TaskStateError,
  TaskStoppedError,
  uploadArtifact,
  withTask,
} from "@clearml-ts/tasks";
