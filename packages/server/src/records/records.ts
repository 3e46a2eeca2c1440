import type { QueueRecord } from "@clearml-ts/protocol";
import type { Caller } from "../auth/caller.ts";
import { Collection } from "../database/documents/collection.ts";
import { ParameterTable } from "../database/documents/parameter-table.ts";
import type { Database } from "../database/driver.ts";
import { modelFields, type StoredModel } from "../services/models/fields.ts";
import { projectFields, type StoredProject } from "../services/projects/fields.ts";
import { queueFields } from "../services/queues/fields.ts";
import { type StoredTask, taskFields } from "../services/tasks/fields.ts";
import { type Clock, formatDate } from "../values/clock.ts";

/** The documents of the server, and the time: what the stores of tasks, projects, models and queues share. */
export class Records {
  readonly tasks: Collection<StoredTask, "configuration">;
  readonly projects: Collection<StoredProject>;
  readonly models: Collection<StoredModel>;
  readonly queues: Collection<QueueRecord>;
  /** The parameters of the tasks. */
  readonly parameters: ParameterTable;
  readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.tasks = new Collection(database, "tasks", taskFields);
    this.projects = new Collection(database, "projects", projectFields);
    this.models = new Collection(database, "models", modelFields);
    this.queues = new Collection(database, "queues", queueFields);
    this.parameters = new ParameterTable(database);
    this.clock = clock;
  }

  /** The present moment as records store it. */
  now(): string {
    return formatDate(this.clock());
  }

  /** The note that every change of a task or model leaves: when, and by whom. */
  change(caller: Caller): { last_change: string; last_changed_by: string } {
    return { last_change: this.now(), last_changed_by: caller.userId };
  }

  /** Notes that something happened in projects. */
  touchProjects(...ids: readonly (string | undefined)[]): void {
    for (const project of this.projects.getMany(ids.filter((id) => id !== undefined))) {
      this.projects.replace({ ...project, last_update: this.now() });
    }
  }
}
