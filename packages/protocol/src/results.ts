/** One row of the table of results: the code, the subcode and the default text of an answer. */
export interface Result {
  /** Code of the answer, always equal to its HTTP status. */
  readonly code: number;
  /** The result within that code; 0 when the code says it all. */
  readonly subcode: number;
  /** Text that opens `result_msg` when nothing more particular is known. */
  readonly text: string;
}

/** Every result the API can answer with, by name; the server raises these and a client compares with them. */
export const results = {
  ok: { code: 200, subcode: 0, text: "OK" },

  endpointWithdrawn: { code: 301, subcode: 1, text: "This version of the endpoint is no longer supported" },

  badRequest: { code: 400, subcode: 0, text: "Bad request" },
  notSupported: { code: 400, subcode: 1, text: "Operation not supported" },
  invalidVersion: { code: 400, subcode: 2, text: "Invalid API version" },
  invalidHeaders: { code: 400, subcode: 5, text: "Invalid headers" },
  impersonationError: { code: 400, subcode: 6, text: "Impersonation refused" },
  invalidId: { code: 400, subcode: 10, text: "Invalid id" },
  missingRequiredFields: { code: 400, subcode: 11, text: "Required fields are missing" },
  validationError: { code: 400, subcode: 12, text: "Validation failed" },
  fieldsNotAllowedForRole: { code: 400, subcode: 13, text: "Fields not allowed for this role" },
  invalidFields: { code: 400, subcode: 14, text: "Invalid fields" },
  fieldsConflict: { code: 400, subcode: 15, text: "Conflicting fields" },
  fieldsValueError: { code: 400, subcode: 16, text: "Invalid value for fields" },
  batchContainsNoItems: { code: 400, subcode: 17, text: "Batch contains no items" },
  batchValidationError: { code: 400, subcode: 18, text: "Batch validation failed" },
  invalidLuceneSyntax: { code: 400, subcode: 19, text: "Malformed search query" },
  fieldsTypeError: { code: 400, subcode: 20, text: "Invalid type for fields" },
  invalidRegex: { code: 400, subcode: 21, text: "Malformed regular expression" },
  invalidEmail: { code: 400, subcode: 22, text: "Malformed e-mail address" },
  invalidDomain: { code: 400, subcode: 23, text: "Malformed domain name" },
  notPublicObject: { code: 400, subcode: 24, text: "Object is not public" },
  invalidAccessKey: { code: 400, subcode: 75, text: "Access key not found for this user" },

  taskError: { code: 400, subcode: 100, text: "Task error" },
  invalidTaskId: { code: 400, subcode: 101, text: "Invalid task id" },
  taskValidationError: { code: 400, subcode: 102, text: "Task validation failed" },
  invalidTaskStatus: { code: 400, subcode: 110, text: "Invalid task status" },
  taskNotStarted: { code: 400, subcode: 111, text: "Task has not started" },
  taskInProgress: { code: 400, subcode: 112, text: "Task is in progress" },
  taskPublished: { code: 400, subcode: 113, text: "Task is published" },
  taskStatusUnknown: { code: 400, subcode: 114, text: "Task status is unknown" },
  invalidTaskExecutionProgress: { code: 400, subcode: 120, text: "Invalid execution progress" },
  failedChangingTaskStatus: { code: 400, subcode: 121, text: "Task status changed meanwhile" },
  missingTaskFields: { code: 400, subcode: 122, text: "Task lacks expected fields" },
  taskCannotBeDeleted: { code: 400, subcode: 123, text: "Task cannot be deleted" },
  taskHasJobsRunning: { code: 400, subcode: 125, text: "Task has running jobs" },
  invalidTaskType: { code: 400, subcode: 126, text: "Task type does not allow this" },
  invalidTaskInput: { code: 400, subcode: 127, text: "Invalid task input" },
  invalidTaskOutput: { code: 400, subcode: 128, text: "Invalid task output" },
  taskPublishInProgress: { code: 400, subcode: 129, text: "Task is being published" },
  taskNotFound: { code: 400, subcode: 130, text: "Task not found" },
  eventsNotAdded: { code: 400, subcode: 131, text: "Events were not added" },
  reportsOnly: { code: 400, subcode: 150, text: "Operation is possible on reports only" },
  cannotRemoveAllRuns: { code: 400, subcode: 160, text: "The last run of a pipeline cannot be removed" },

  modelError: { code: 400, subcode: 200, text: "Model error" },
  invalidModelId: { code: 400, subcode: 201, text: "Invalid model id" },
  modelNotReady: { code: 400, subcode: 202, text: "Model is not published" },
  modelIsReady: { code: 400, subcode: 203, text: "Model is published" },
  invalidModelUri: { code: 400, subcode: 204, text: "Invalid model uri" },
  modelInUse: { code: 400, subcode: 205, text: "Model is used by tasks" },
  modelCreatingTaskExists: { code: 400, subcode: 206, text: "The task that made the model exists" },

  invalidUser: { code: 400, subcode: 300, text: "Invalid user" },
  invalidUserId: { code: 400, subcode: 301, text: "Invalid user id" },
  userIdExists: { code: 400, subcode: 302, text: "User id already exists" },
  invalidPreferencesUpdate: { code: 400, subcode: 305, text: "Preferences cannot be updated like this" },

  invalidProjectId: { code: 400, subcode: 401, text: "Invalid project id" },
  projectHasTasks: { code: 400, subcode: 402, text: "Project holds tasks" },
  projectNotFound: { code: 400, subcode: 403, text: "Project not found" },
  projectHasModels: { code: 400, subcode: 405, text: "Project holds models" },
  projectHasDatasets: { code: 400, subcode: 406, text: "Project holds datasets" },
  invalidProjectName: { code: 400, subcode: 407, text: "Invalid project name" },
  cannotUpdateProjectLocation: { code: 400, subcode: 408, text: "Project location changes by move, not by update" },
  projectPathExceedsMax: { code: 400, subcode: 409, text: "Projects are nested too deeply" },
  projectSourceAndDestinationAreTheSame: {
    code: 400,
    subcode: 410,
    text: "Source and destination project are the same",
  },
  projectCannotBeMovedUnderItself: { code: 400, subcode: 411, text: "Project cannot move under itself" },
  projectCannotBeMergedIntoItsChild: { code: 400, subcode: 412, text: "Project cannot merge into its own child" },
  projectHasPipelines: { code: 400, subcode: 413, text: "Project holds pipelines" },
  projectNameTakenByPublicProject: { code: 400, subcode: 414, text: "A public project has this name" },

  invalidQueueId: { code: 400, subcode: 701, text: "Invalid queue id" },
  queueNotEmpty: { code: 400, subcode: 702, text: "Queue is not empty" },
  invalidQueueOrTaskNotQueued: { code: 400, subcode: 703, text: "No such queue, or the task is not in it" },
  removedDuringReposition: { code: 400, subcode: 704, text: "Task left the queue while being moved" },
  failedAddingDuringReposition: { code: 400, subcode: 705, text: "Task could not rejoin the queue while being moved" },
  taskAlreadyQueued: { code: 400, subcode: 706, text: "Task is already queued" },
  noDefaultQueue: { code: 400, subcode: 707, text: "No default queue is defined" },
  multipleDefaultQueues: { code: 400, subcode: 708, text: "More than one default queue is defined" },

  dataValidationError: { code: 400, subcode: 800, text: "Data validation failed" },
  expectedUniqueData: { code: 400, subcode: 801, text: "Value must be unique" },

  invalidWorkerId: { code: 400, subcode: 1001, text: "Invalid worker id" },
  workerRegistrationFailed: { code: 400, subcode: 1002, text: "Worker registration failed" },
  workerRegistered: { code: 400, subcode: 1003, text: "Worker is already registered" },
  workerNotRegistered: { code: 400, subcode: 1004, text: "Worker is not registered" },
  workerStatsNotFound: { code: 400, subcode: 1005, text: "No worker statistics found" },
  invalidContainerId: { code: 400, subcode: 1050, text: "Invalid container id" },
  containerNotRegistered: { code: 400, subcode: 1051, text: "Container is not registered" },
  noContainersForUrl: { code: 400, subcode: 1052, text: "No container serves this url" },

  invalidScrollId: { code: 400, subcode: 1104, text: "Invalid scroll id" },

  notAuthorized: { code: 401, subcode: 1, text: "Not authorized" },
  entityNotAllowed: { code: 401, subcode: 2, text: "Entity not allowed" },
  badAuthType: { code: 401, subcode: 10, text: "Unsupported kind of authorization" },
  missingCredentials: { code: 401, subcode: 20, text: "Credentials are missing" },
  malformedCredentials: { code: 401, subcode: 21, text: "Credentials are malformed" },
  invalidCredentials: { code: 401, subcode: 22, text: "Credentials are not valid" },
  invalidToken: { code: 401, subcode: 30, text: "Token is not valid" },
  tokenBlocked: { code: 401, subcode: 31, text: "Token is blocked" },
  invalidFixedUser: { code: 401, subcode: 40, text: "Fixed user is not valid" },

  routingError: { code: 403, subcode: 10, text: "Forbidden by routing" },
  blocked: { code: 403, subcode: 12, text: "Blocked" },
  roleNotAllowed: { code: 403, subcode: 20, text: "Role not allowed" },
  noWritePermission: { code: 403, subcode: 21, text: "No permission to write" },

  unknownEndpoint: { code: 404, subcode: 0, text: "Unknown endpoint" },

  tooManyRequests: { code: 429, subcode: 0, text: "Too many requests" },

  gone: { code: 410, subcode: 1, text: "Gone" },

  serverError: { code: 500, subcode: 0, text: "General server error" },
  internalError: { code: 500, subcode: 1, text: "Internal server error" },
  configError: { code: 500, subcode: 2, text: "Server configuration error" },
  buildInfoError: { code: 500, subcode: 3, text: "Build information is not available" },
  lowDiskSpace: { code: 500, subcode: 4, text: "Disk space is running out" },
  transactionError: { code: 500, subcode: 10, text: "Transaction failed" },
  dataError: { code: 500, subcode: 100, text: "Data error" },
  inconsistentData: { code: 500, subcode: 101, text: "Inconsistent data" },
  databaseUnavailable: { code: 500, subcode: 102, text: "Database is not available" },
  updateFailed: { code: 500, subcode: 110, text: "Update failed" },
  missingIndex: { code: 500, subcode: 201, text: "Index is missing" },
  notImplemented: { code: 500, subcode: 9999, text: "Not implemented" },
} as const satisfies Record<string, Result>;

/** Name of a row of {@link results}. */
export type ResultName = keyof typeof results;
