import { type Connection, defaultConnection } from "@clearml-ts/client";
import type { ProjectRecord, TaskModels, TaskRecord, TaskStatus, TaskType } from "@clearml-ts/protocol";
import { Artifact } from "../artifacts/artifact.ts";
import type { ProjectReference } from "../project-name.ts";
import { fetchProject, type ListProjectsOptions, listProjects } from "../projects.ts";
import type { TaskState } from "../record/task-state.ts";
import { type QueriedTask, type QueryTasksOptions, queryTasks } from "./find/task-lookup.ts";
import { keyPrefixOf } from "./life/task-parts.ts";
import type { ConnectionOptions } from "./task-options.ts";

/** The system tag of what is archived. */
export const ARCHIVED = "archived";

/** A task as its record describes it, as of the last reload. */
export abstract class TaskView {
  readonly #state: TaskState;

  protected constructor(state: TaskState) {
    this.#state = state;
  }

  /** Yields the ids of tasks with the fields that are asked for, and reads nothing else of them. */
  static async *queryTasks(
    options: QueryTasksOptions = {},
    { connection }: ConnectionOptions = {},
  ): AsyncGenerator<QueriedTask> {
    yield* queryTasks(connection ?? (await defaultConnection()), options);
  }

  /** Yields projects, last updated first, asking for the next page only when you get there. */
  static async *getProjects(
    options: ListProjectsOptions = {},
    { connection }: ConnectionOptions = {},
  ): AsyncGenerator<ProjectRecord> {
    yield* listProjects(connection ?? (await defaultConnection()), options);
  }

  /** The project the task was in when it was loaded, or was moved to. */
  abstract get project(): ProjectReference;

  get id(): string {
    return this.#state.id;
  }

  get name(): string {
    return this.record.name;
  }

  get type(): TaskType {
    return this.record.type;
  }

  get status(): TaskStatus {
    return this.record.status;
  }

  /** Id of the task this one belongs to or comes from. */
  get parent(): string | undefined {
    return this.record.parent;
  }

  get tags(): readonly string[] {
    return this.record.tags ?? [];
  }

  get systemTags(): readonly string[] {
    return this.record.system_tags ?? [];
  }

  /**
   * Whether an agent runs this program for the task: the agent sends the console, and sets the final status from the exit
   * code of the process.
   */
  get underAgent(): boolean {
    return this.#state.origin.underAgent;
  }

  /** Whether the task is archived: lists leave it out. */
  get archived(): boolean {
    return this.systemTags.includes(ARCHIVED);
  }

  /** How far the task is, from 0 to 100; undefined where it does not say. */
  get progress(): number | undefined {
    const progress = Number.parseInt(String(this.record.runtime?.["progress"]), 10);
    return Number.isNaN(progress) ? undefined : progress;
  }

  get connection(): Connection {
    return this.#state.connection;
  }

  /** The task as the server sent it last. */
  get record(): TaskRecord {
    return this.#state.record;
  }

  /** Id of the worker that ran the task last, or runs it; undefined where none did. */
  get lastWorker(): string | undefined {
    return this.record.last_worker;
  }

  /** Reads the task again from the server. */
  async reload(): Promise<this> {
    await this.#state.reload();
    return this;
  }

  /** Reads all that the server knows of the task's project; undefined when the project is gone. */
  async getProjectObject(): Promise<ProjectRecord | undefined> {
    return await fetchProject(this.connection, this.project.id);
  }

  /** Ids of the models the task took and made, with the names it lists them by. */
  get models(): Required<TaskModels> {
    return { input: [], output: [], ...this.record.models };
  }

  /** Page of the task. */
  get webUrl(): string {
    return this.connection.pageUrl(`projects/${this.project.id || "*"}/tasks/${this.id}/output/log`);
  }

  /** Folder of the task's objects below any destination, not percent-encoded. */
  get keyPrefix(): string {
    return keyPrefixOf(this.#state, this.project);
  }

  /** URL of the folder that the task's artifacts and models are stored in, not percent-encoded. */
  get outputFolder(): string {
    const { config } = this.connection;
    const destination = this.record.output?.destination || config.filesServer;
    return `${trimSlashes(destination)}/${this.keyPrefix}`;
  }

  /** The artifacts that the task took and made, by name, as of the last reload. */
  get artifacts(): ReadonlyMap<string, Artifact> {
    const records = this.record.execution?.artifacts ?? [];
    // Of an input and an output under one name, people mean the output.
    const ordered = [...records].sort((a, b) => Number(a.mode !== "input") - Number(b.mode !== "input"));
    return new Map(ordered.map((record) => [record.key, new Artifact(record, this.connection.storage)]));
  }
}

function trimSlashes(url: string): string {
  return url.replace(/\/+$/, "");
}
