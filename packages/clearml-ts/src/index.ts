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
export { InputModel, Model, ModelNotFoundError, OutputModel, promoteChampion, registerModel } from "@clearml-ts/models";
export {
  type Component,
  component,
  type Pipeline,
  PipelineError,
  type PipelineRun,
  pipeline,
  type StepContext,
  StepError,
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
