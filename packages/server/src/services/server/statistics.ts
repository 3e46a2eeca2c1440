import { SERVER_VERSION } from "@clearml-ts/protocol";
import { COMPANY } from "../../auth/caller.ts";
import { where } from "../../database/documents/collection.ts";
import type { Database } from "../../database/driver.ts";
import { and, isEmpty, not } from "../../query/condition.ts";
import type { FileRemoval } from "../../records/file-removal.ts";
import type { Records } from "../../records/records.ts";
import type { StoredTask } from "../tasks/fields.ts";
import type { UserStore } from "../users/store.ts";
import type { WorkerStore } from "../workers/store.ts";
import type { SettingsStore } from "./settings.ts";

/** The average use of tasks. */
interface RunStatistics {
  readonly count: number;
  readonly avg_run_time_sec?: number;
  readonly avg_iterations?: number;
}

/** Statistics about the server and its use. Only callers who ask are told: nothing is sent anywhere. */
export class ServerStatistics {
  readonly #database: Database;
  readonly #records: Records;
  readonly #settings: SettingsStore;
  readonly #users: UserStore;
  readonly #workers: WorkerStore;
  readonly #fileRemoval: FileRemoval;

  constructor(
    database: Database,
    records: Records,
    parts: { settings: SettingsStore; users: UserStore; workers: WorkerStore; fileRemoval: FileRemoval },
  ) {
    this.#database = database;
    this.#records = records;
    this.#settings = parts.settings;
    this.#users = parts.users;
    this.#workers = parts.workers;
    this.#fileRemoval = parts.fileRemoval;
  }

  read(): Record<string, unknown> {
    const hasRun = and(not(where("status", "created", "queued")), not(isEmpty(["started"])));
    const { bytes, free } = this.#database.size;
    const removal = this.#fileRemoval.statistics;
    const tasks = this.#records.tasks.select(["started", "last_update", "last_iteration", "last_worker"], hasRun);
    return {
      time: this.#records.now(),
      company_id: COMPANY.id,
      server: {
        version: SERVER_VERSION,
        deployment: "embedded",
        uuid: this.#settings.serverId,
        queues: { count: this.#records.queues.count(and()) },
        users: { count: this.#users.list().length },
        resources: {
          memory_bytes: process.memoryUsage.rss(),
          database_bytes: bytes,
          database_free_bytes: free,
          files_to_remove: removal.waiting,
          files_removed: removal.files,
          file_bytes_removed: removal.bytes,
        },
        experiments: summarize(tasks),
      },
      agents: this.#workers.list({ lastSeen: 0 }).map(({ id, last_activity_time }) => ({
        uuid: id,
        experiments: { last_activity_time, ...summarize(tasks.filter(({ last_worker }) => last_worker === id)) },
      })),
    };
  }
}

function summarize(tasks: readonly Partial<StoredTask>[]): RunStatistics {
  const average = (of: (task: Partial<StoredTask>) => number) =>
    Math.trunc(tasks.reduce((sum, task) => sum + of(task), 0) / tasks.length);
  if (tasks.length === 0) {
    return { count: 0 };
  }
  return {
    count: tasks.length,
    avg_run_time_sec: average(({ started = "", last_update = started }) => {
      return (Date.parse(last_update) - Date.parse(started)) / 1000;
    }),
    avg_iterations: average(({ last_iteration = 0 }) => last_iteration),
  };
}
