import type { Core } from "../../records/core.ts";
import { QueueMeasurements } from "./measurements.ts";
import { QueueSampler } from "./sampler.ts";
import { QueueStore } from "./store.ts";

/** The parts that queues are worked on with. */
export interface QueueService {
  readonly queues: QueueStore;
  readonly queueMeasurements: QueueMeasurements;
  readonly queueSampler: QueueSampler;
}

/** Wires the parts that queues are worked on with. */
export function createQueueService({ database, clock, records }: Core): QueueService {
  const queueMeasurements = new QueueMeasurements(database, clock);
  return {
    queues: new QueueStore(records, (queue) => queueMeasurements.add(queue)),
    queueMeasurements,
    queueSampler: new QueueSampler(records, queueMeasurements),
  };
}
