import { type MachineStats, results, type WorkerRecord } from "@clearml-ts/protocol";
import type { Caller } from "../../auth/caller.ts";
import type { Database } from "../../database/driver.ts";
import { ApiFailure } from "../../errors.ts";
import { parseListParameter } from "../../query/filters/list-operators.ts";
import { matches } from "../../query/matches.ts";
import type { Records } from "../../records/records.ts";
import type { QueueStore } from "../queues/store.ts";
import type { StoredTask } from "../tasks/fields.ts";
import type { TaskStore } from "../tasks/store.ts";
import { describeWorkers, type StoredWorker } from "./description.ts";
import { matchesGlob } from "./glob.ts";
import type { WorkerMeasurements } from "./measurements.ts";

/** Seconds without a sign of life after which a worker is forgotten. */
const DEFAULT_TIMEOUT = 600;

/** The description that a worker gives of itself when it signs on. */
export interface Registration {
  readonly worker: string;
  readonly timeout?: number | undefined;
  readonly queues?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly systemTags?: readonly string[] | undefined;
  readonly address: string;
}

/** The report that a worker sends every half minute. */
export interface StatusReport {
  readonly worker: string;
  readonly task?: string | undefined;
  readonly queue?: string | undefined;
  readonly queues?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly systemTags?: readonly string[] | undefined;
  readonly machineStats?: MachineStats | undefined;
  /** When it was measured, in milliseconds since the epoch. */
  readonly timestamp: number;
  readonly address: string;
}

/** Which workers to list. */
export interface WorkerQuery {
  /** Seconds since the last sign of life; 0 for all. */
  readonly lastSeen: number;
  readonly tags?: readonly string[] | undefined;
  readonly systemTags?: readonly string[] | undefined;
  /** Id with `*` and `?` for anything. */
  readonly pattern?: string | undefined;
}

/** The workers that reported lately. */
export class WorkerStore {
  readonly #database: Database;
  readonly #records: Records;
  readonly #tasks: TaskStore;
  readonly #queues: QueueStore;
  readonly #measurements: WorkerMeasurements;

  constructor(
    database: Database,
    records: Records,
    parts: { tasks: TaskStore; queues: QueueStore; measurements: WorkerMeasurements },
  ) {
    this.#database = database;
    this.#records = records;
    this.#tasks = parts.tasks;
    this.#queues = parts.queues;
    this.#measurements = parts.measurements;
  }

  /** Signs a worker on. @throws {@link ApiFailure} 400/701 for an unknown queue. */
  register(caller: Caller, { worker, timeout, queues = [], tags, systemTags, address }: Registration): StoredWorker {
    const known = this.#queues.references(queues);
    // The official server counts: it takes a queue that is named twice for one that is not there.
    if (known.size < queues.length) {
      throw new ApiFailure(results.invalidQueueId, { fields: { ids: queues.filter((id) => !known.has(id)) } });
    }
    const now = this.#records.now();
    const entry: StoredWorker = {
      id: worker,
      key: keyOf(caller, worker),
      user: { id: caller.userId, name: caller.userName },
      company: { id: caller.companyId, name: caller.companyName },
      ip: address,
      queues: [...queues],
      register_time: now,
      register_timeout: timeout || DEFAULT_TIMEOUT,
      last_activity_time: now,
      tags: [...(tags ?? [])],
      system_tags: [...(systemTags ?? [])],
    };
    this.#save(entry);
    return entry;
  }

  /** Signs a worker off; an unknown one is not an error. */
  unregister(caller: Caller, worker: string): void {
    this.#database.prepare("DELETE FROM workers WHERE key = ?").run(keyOf(caller, worker));
  }

  /**
   * Notes a sign of life, which the task that the worker runs shares.
   *
   * An unknown task comes back as a refusal, which the caller throws once the report is stored: the worker lives all the
   * same, and the official server keeps what it says of itself (clearml-server bll/workers, `status_report`).
   */
  report(caller: Caller, report: StatusReport): ApiFailure | undefined {
    const { worker, address, tags, systemTags, queues, machineStats, timestamp } = report;
    const present = this.#find(keyOf(caller, worker)) ?? this.register(caller, { worker, address });
    const now = this.#records.now();
    if (machineStats) {
      this.#measurements.add(worker, timestamp, machineStats, report.task !== undefined);
    }
    const { queue: _queue, ...rest } = present;
    const entry: StoredWorker = {
      ...rest,
      ip: address,
      last_activity_time: now,
      ...(tags ? { tags: [...tags] } : {}),
      ...(systemTags ? { system_tags: [...systemTags] } : {}),
      ...(queues && queues.length > 0 ? { queues: [...queues] } : {}),
      ...(report.queue ? { queue: report.queue } : {}),
    };
    const task = report.task ? this.#tasks.find(report.task) : undefined;
    if (report.task && task?.company !== caller.companyId) {
      this.#save(entry);
      return new ApiFailure(results.invalidTaskId, { fields: { id: report.task } });
    }
    const { task: _task, project: _project, ...idle } = entry;
    this.#save({ ...idle, last_report_time: now, ...(task ? this.#noteWork(caller, worker, task, now) : {}) });
    return undefined;
  }

  /** Workers that were heard of, with what they are at. */
  list({ lastSeen, tags, systemTags, pattern }: WorkerQuery): WorkerRecord[] {
    const now = this.#records.clock().getTime();
    const workers = this.#all().filter(
      (worker) =>
        (lastSeen === 0 || now - Date.parse(worker.last_activity_time) <= Math.max(1, lastSeen) * 1000) &&
        (pattern === undefined || matchesGlob(pattern, worker.id)) &&
        hasTags(worker, "tags", tags) &&
        hasTags(worker, "system_tags", systemTags),
    );
    return describeWorkers(this.#records, workers);
  }

  /** Whether a live worker serves a queue. */
  watches(queue: string): boolean {
    return this.#all().some(({ queues }) => queues.includes(queue));
  }

  #noteWork(caller: Caller, worker: string, task: StoredTask, now: string): Partial<StoredWorker> {
    this.#tasks.patch(task, {
      last_worker: worker,
      last_worker_report: now,
      last_update: now,
      ...this.#records.change(caller),
    });
    const project = task.project === undefined ? undefined : this.#records.projects.get(task.project);
    return {
      task: { id: task.id, name: task.name },
      ...(project ? { project: { id: project.id, name: project.name } } : {}),
    };
  }

  #find(key: string): StoredWorker | undefined {
    const row = this.#database
      .prepare("SELECT doc FROM workers WHERE key = ? AND expires > ?")
      .get<{ doc: string }>(key, this.#records.clock().getTime());
    return row && JSON.parse(row.doc);
  }

  #all(): StoredWorker[] {
    return this.#database
      .prepare("SELECT doc FROM workers WHERE expires > ? ORDER BY key")
      .all<{ doc: string }>(this.#records.clock().getTime())
      .map(({ doc }) => JSON.parse(doc));
  }

  #save(worker: StoredWorker): void {
    const now = this.#records.clock().getTime();
    this.#database.prepare("DELETE FROM workers WHERE expires <= ?").run(now);
    this.#database
      .prepare("INSERT OR REPLACE INTO workers (key, doc, expires) VALUES (?, ?, ?)")
      .run(worker.key, JSON.stringify(worker), now + worker.register_timeout * 1000);
  }
}

/** Two users may each have a worker of the same name. */
function keyOf({ companyId, userId }: Caller, worker: string): string {
  return `worker_${companyId}_${userId}_${worker}`;
}

function hasTags(worker: StoredWorker, field: "tags" | "system_tags", wanted: readonly string[] | undefined): boolean {
  return (
    !wanted || wanted.length === 0 || matches(parseListParameter(field, [field], wanted), { [field]: worker[field] })
  );
}
