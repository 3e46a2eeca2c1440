export type {
  BatchRequest,
  ChangedItem,
  ChangeReply,
  FileUrls,
  FreedSpace,
  MoveReply,
  MoveRequest,
  NoFields,
  UpdatedReply,
  UpdateTagsRequest,
} from "./endpoints/change-reply.ts";
export { batchEndpoints, isBatchEndpoint, isRawEndpoint, rawEndpoints } from "./endpoints/endpoint-bodies.ts";
export { hasIdentity } from "./endpoints/endpoint-effects.ts";
export type {
  BatchEndpointName,
  EndpointMap,
  EndpointName,
  RawEndpointName,
  ReplyOf,
  RequestOf,
  ServiceName,
} from "./endpoints/endpoint-map.ts";
export {
  endpointPages,
  type ListRequestOf,
  type PagedEndpointName,
  type RecordOf,
} from "./endpoints/endpoint-pages.ts";
export { endpointVersions } from "./endpoints/endpoint-versions.ts";
export type { EventsAddedReply } from "./endpoints/events.ts";
export type { MultiTaskPlots, TaskMetricVariants, TaskSamples } from "./endpoints/events-samples.ts";
export type {
  Curve,
  CurveOptions,
  Curves,
  MetricVariants,
  MultiTaskCurves,
  RawCurve,
  ScalarKey,
  SingleValues,
} from "./endpoints/events-scalars.ts";
export type {
  DateCondition,
  FieldFilter,
  FilterTerms,
  ListCondition,
  ListOperator,
  ListReply,
  ListRequest,
  MultiFieldCondition,
  RangeCondition,
} from "./endpoints/list-request.ts";
export type { ModelContent, ModelListRequest } from "./endpoints/models.ts";
export type { ProjectContent } from "./endpoints/projects.ts";
export type { ProjectListExRequest, ProjectListRequest, TagsReply } from "./endpoints/projects-lists.ts";
export type { QueueContent, QueueListRequest } from "./endpoints/queues.ts";
export type { ReportContent } from "./endpoints/reports.ts";
export type { ServingReport } from "./endpoints/serving.ts";
export type { StorageSettings } from "./endpoints/storage.ts";
export type {
  TaskCloneRequest,
  TaskContent,
  TaskCreateRequest,
  TaskEditRequest,
  TaskUpdateRequest,
} from "./endpoints/tasks-content.ts";
export type { TaskListRequest } from "./endpoints/tasks-lists.ts";
export type {
  DequeueOptions,
  EnqueueOptions,
  TaskCleanupOptions,
  TaskStatusRequest,
} from "./endpoints/tasks-status.ts";
export type { UserListRequest } from "./endpoints/users.ts";
export type { WorkerListRequest } from "./endpoints/workers.ts";
export type { BatchFailure, BatchReply, Envelope, ResponseEndpoint, ResponseMeta } from "./envelope.ts";
export { ApiError, type ApiErrorDetails, ClearMLError, UnwritableValueError } from "./errors.ts";
export { IDENTITY_HEADER } from "./identity-header.ts";
export { isFileName, isPathInside, requireIdForPath, requirePathInside, UnsafePathError } from "./local-path.ts";
export { escapePattern, exactPattern, tagCondition } from "./query-text.ts";
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
export { type NonFiniteText, nonFiniteText, readNonFinite, scalarOnWire } from "./values/non-finite.ts";
export { type PythonJsonOptions, pythonJson } from "./values/python-json.ts";
export { isStoredAsInt, PythonFloat, type PythonScalar, pythonRepr } from "./values/python-scalar.ts";
export { type ReadValue, readPythonJson } from "./values/read-python-json.ts";
export { type StoredFormOptions, type StoredValue, storedForm } from "./values/stored-form.ts";
export { isPlainObject, type StoredNode, type StoredScalar, storedNode } from "./values/stored-node.ts";
export { pathStep } from "./values/value-trail.ts";
export { API_VERSION, compareVersions, SERVER_VERSION } from "./versions.ts";
export { LONGEST_WAIT_MS, WAIT_HEADER, type WaitingEndpointName } from "./wait-header.ts";
