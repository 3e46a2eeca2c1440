import type { Core } from "../../records/core.ts";
import type { QueueStore } from "../queues/store.ts";
import type { TaskStore } from "../tasks/store.ts";
import { WorkerMeasurements } from "./measurements.ts";
import { WorkerStore } from "./store.ts";

/** The parts that workers are watched with. */
export interface WorkerService {
  readonly workers: WorkerStore;
  readonly workerMeasurements: WorkerMeasurements;
}

/** Wires the parts that workers are watched with. */
export function createWorkerService(
  { database, clock, records }: Core,
  { tasks, queues }: { readonly tasks: TaskStore; readonly queues: QueueStore },
): WorkerService {
  const workerMeasurements = new WorkerMeasurements(database, clock);
  return {
    workers: new WorkerStore(database, records, { tasks, queues, measurements: workerMeasurements }),
    workerMeasurements,
  };
}
