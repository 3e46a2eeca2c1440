import type { Metadata } from "./metadata.ts";
import type { Joined, Reference } from "./reference.ts";

/** A task waiting in a queue. */
export interface QueueEntry {
  /** Id of the task. */
  task: string;
  added: string;
}

/** A queue as the server sends it; `only_fields` leaves out what it does not name. */
export interface QueueRecord {
  id: string;
  name: string;
  display_name?: string;
  created?: string;
  last_update?: string;
  tags?: string[];
  /** `default` marks the default queue. */
  system_tags?: string[];
  /** Head first. */
  entries?: QueueEntry[];
  metadata?: Metadata;
  resources?: { cpu_usage?: number; gpu_usage?: number };
  /** Id of the company; empty for public queues. */
  company?: string;
  /** Id of the user who made it. */
  user?: string;
}

/** A worker as a queue lists it. */
export interface QueueWorker {
  name: string;
  ip?: string;
  key?: string;
  /** The task it runs. */
  task?: Reference;
}

/** A queue whose references carry names, with the workers that serve it. */
export interface JoinedQueueRecord extends Omit<Joined<QueueRecord, "company" | "user">, "entries"> {
  entries?: { task?: Reference; added?: string }[];
  /** How many tasks wait; sent only when asked for. */
  entries_count?: number;
  workers?: QueueWorker[];
}
