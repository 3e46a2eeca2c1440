export type { BatchFailure, BatchReply, Envelope, ResponseEndpoint, ResponseMeta } from "./envelope.ts";
export { ApiError, type ApiErrorDetails, ClearMLError } from "./errors.ts";
export type { ArtifactId, ArtifactMode, ArtifactRecord, ArtifactTypeData } from "./records/artifact.ts";
export type {
  DebugImageEvent,
  EventBase,
  EventType,
  LogEvent,
  LogLevel,
  PlotEvent,
  ScalarEvent,
  TaskEvent,
  VectorEvent,
} from "./records/event.ts";
export type { Metadata, MetadataItem } from "./records/metadata.ts";
export type { LastMetrics, MetricEvent } from "./records/metric-event.ts";
export type { JoinedModelRecord, ModelRecord } from "./records/model.ts";
export type {
  JoinedProjectRecord,
  ProjectDatasetStats,
  ProjectRecord,
  ProjectSideStats,
  ProjectStats,
} from "./records/project.ts";
export type { JoinedQueueRecord, QueueEntry, QueueRecord, QueueWorker } from "./records/queue.ts";
export type { Joined, Reference } from "./records/reference.ts";
export type {
  ConfigurationItem,
  ContainerRecord,
  ExecutionRecord,
  Hyperparams,
  JoinedTaskModelItem,
  JoinedTaskRecord,
  MetricStats,
  OutputRecord,
  ParameterItem,
  ScriptRecord,
  TaskModelItem,
  TaskModels,
  TaskRecord,
  TaskStatus,
  TaskType,
} from "./records/task.ts";
export type { CurrentUserRecord, JoinedUserRecord, UserRecord, UserRole } from "./records/user.ts";
export type { MachineStats, WorkerQueue, WorkerRecord, WorkerTask } from "./records/worker.ts";
export { type Result, type ResultName, results } from "./results.ts";
export { SINGLE_VALUE_ITERATION, SINGLE_VALUE_METRIC } from "./single-value.ts";
export { API_VERSION, compareVersions, SERVER_VERSION } from "./versions.ts";
