import type { TaskBatchEndpoints } from "./tasks-batches.ts";
import type { TaskContentEndpoints } from "./tasks-content.ts";
import type { TaskListEndpoints } from "./tasks-lists.ts";
import type { TaskParameterEndpoints } from "./tasks-parameters.ts";
import type { TaskStatusEndpoints } from "./tasks-status.ts";

/** Endpoints of the `tasks` service. Reference: `clearml-server apiserver/services/tasks.py`. */
export interface TasksEndpoints
  extends TaskListEndpoints,
    TaskContentEndpoints,
    TaskParameterEndpoints,
    TaskStatusEndpoints,
    TaskBatchEndpoints {}
