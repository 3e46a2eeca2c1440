import type { Core } from "../../records/core.ts";
import type { RecordEvents } from "../../records/record-events.ts";
import type { ModelStore } from "../models/store.ts";
import type { QueueStore } from "../queues/store.ts";
import { TaskParameters } from "./content/parameters.ts";
import { TaskCleanup } from "./deletion/cleanup.ts";
import { TaskResults } from "./deletion/results.ts";
import { TaskLifecycle } from "./status/lifecycle.ts";
import { TaskQueueing } from "./status/queueing.ts";
import { TaskWatchdog } from "./status/watchdog.ts";
import { TaskStore } from "./store.ts";

/** The parts that tasks are worked on with. */
export interface TaskService {
  readonly tasks: TaskStore;
  readonly watchdog: TaskWatchdog;
  readonly parameters: TaskParameters;
  readonly queueing: TaskQueueing;
  readonly lifecycle: TaskLifecycle;
  readonly cleanup: TaskCleanup;
}

/** The parts of other services that tasks need. */
interface TaskNeighbors {
  readonly queues: QueueStore;
  readonly models: ModelStore;
  readonly events: RecordEvents;
}

/** Wires the parts that tasks are worked on with. */
export function createTaskService(
  { database, records, fileRemoval }: Core,
  { queues, models, events }: TaskNeighbors,
): TaskService {
  const tasks = new TaskStore(records);
  const queueing = new TaskQueueing(records, tasks, queues);
  const results = new TaskResults(records, { events, removeFiles: (urls) => fileRemoval.schedule(urls) });
  return {
    tasks,
    watchdog: new TaskWatchdog(database, records, tasks),
    parameters: new TaskParameters(records, tasks),
    queueing,
    lifecycle: new TaskLifecycle(records, tasks, queueing, models),
    cleanup: new TaskCleanup(records, { tasks, queueing, results }),
  };
}
