import { existsSync } from "node:fs";
import type { CallBudget } from "@clearml-ts/client";
import { addArtifact, addBody, type UploadArtifactOptions } from "../artifacts/add-artifact.ts";
import type { Artifact } from "../artifacts/artifact.ts";
import type { ArtifactValue } from "../artifacts/artifact-value.ts";
import { type DeleteArtifactsOptions, deleteArtifacts } from "../artifacts/delete-artifacts.ts";
import { ArtifactError } from "../artifacts/errors.ts";
import {
  type FollowedTable,
  type RegisterArtifactOptions,
  RegisteredTables,
} from "../artifacts/registered/registered-tables.ts";
import type { KeptUploads } from "../delivery/kept-uploads.ts";
import { type ReportWaitOptions, withinTime } from "../delivery/time-limit.ts";
import { describeWorkingCopy, withoutCredentials } from "../program/working-copy.ts";
import type { ProjectReference } from "../project-name.ts";
import { isEditable, type TaskState } from "../record/task-state.ts";
import { type ContainerOptions, containerRecord } from "../remote/container.ts";
import { pythonRequirements } from "../remote/requirements.ts";
import type { TableData } from "../table-data.ts";
import { type ExportedTask, exportedTask, type ImportedTask, importChanges } from "./copy/exported-task.ts";
import type { SetScriptOptions } from "./task-options.ts";
import { TaskSettings } from "./task-settings.ts";

/** A task with what it takes and makes: its code, artifacts, models, and what its runs say of themselves. */
export abstract class TaskContent extends TaskSettings {
  readonly #state: TaskState;
  readonly #uploads: KeptUploads;
  readonly #registered: RegisteredTables;

  protected constructor(state: TaskState, project: ProjectReference, uploads: KeptUploads) {
    super(state, project);
    this.#state = state;
    this.#uploads = uploads;
    this.#registered = new RegisteredTables({
      store: (name, body, options) => addBody(state, name, body, { ...options, folder: this.outputFolder, uploads }),
      warn: (message) => this.connection.warn(message),
    });
  }

  /** Sets runtime properties, keeping the others. */
  async setRuntimeProperties(properties: Record<string, string | number | boolean>): Promise<void> {
    await this.#state.addRuntime(properties);
  }

  /** Changes the code section; parts that are not given stay. A branch takes the place of a tag. */
  async setScript({ branch, commit, workingDir, entryPoint, ...same }: SetScriptOptions): Promise<void> {
    await this.#state.edit(({ script: { tag, ...script } = {} }) => ({
      script: {
        ...script,
        ...same,
        ...(branch === undefined ? tag !== undefined && { tag } : { branch }),
        ...(commit !== undefined && { version_num: commit }),
        ...(workingDir !== undefined && { working_dir: workingDir }),
        ...(entryPoint !== undefined && { entry_point: entryPoint }),
      },
    }));
  }

  /**
   * Says which repository the task's code is in: its address, or the path of a working copy here, which stands for its remote and
   * commit. Credentials in the address are dropped. Ignored under an agent.
   */
  async setRepo(
    repository: string,
    { branch, commit }: Pick<SetScriptOptions, "branch" | "commit"> = {},
  ): Promise<void> {
    if (this.underAgent) {
      return;
    }
    const copy = existsSync(repository) ? await describeWorkingCopy(repository) : undefined;
    const given = { ...(branch !== undefined && { branch }), ...(commit !== undefined && { commit }) };
    await this.setScript(
      copy
        ? { repository: copy.repository, branch: copy.branch, commit: copy.commit }
        : { repository: withoutCredentials(repository), ...given },
    );
  }

  /**
   * Says which Python packages the task needs, given as a list or as the path of a `requirements.txt`, in place of all before; an
   * empty text for none. An agent makes a Python environment of them, so a task that Node runs should have none. Ignored
   * under an agent.
   */
  async setPackages(packages: string | readonly string[]): Promise<void> {
    if (!this.underAgent) {
      const requirements = await pythonRequirements(packages);
      await this.connection.services.tasks.setRequirements({ task: this.id, requirements });
      await this.#state.reload();
    }
  }

  /** The image of the container that an agent runs the task in, with its arguments; undefined where there is none. */
  getBaseDocker(): string | undefined {
    const { image = "", arguments: words = "" } = this.record.container ?? {};
    return [image, words].filter((part) => part !== "").join(" ") || undefined;
  }

  /** Says which container an agent runs the task in, where it uses containers. Ignored under an agent. */
  async setBaseDocker(image: string, options: ContainerOptions = {}): Promise<void> {
    if (!this.underAgent) {
      await this.#state.edit(() => ({ container: containerRecord(image, options) }));
    }
  }

  /**
   * Stores a value under a name; {@link ArtifactValue} says how each kind of value is stored. Returns when it is on the server, or, when
   * the server is away, kept on this disk: `flush()` tells whether it has arrived since. Takes at most five minutes, and the time
   * of the upload.
   *
   * @throws {@link ArtifactError} when the value has no stored form, or the name is that of a registered table.
   * @throws {@link TaskStateError} when the task is over.
   */
  async uploadArtifact(name: string, value: ArtifactValue, options: UploadArtifactOptions = {}): Promise<Artifact> {
    if (this.#registered.has(name)) {
      throw new ArtifactError(
        name,
        "is a registered table, which is stored by itself. Unregister it, or take another name.",
      );
    }
    const whole = { ...options, folder: this.outputFolder, uploads: this.#uploads };
    return this.#budget("uploadArtifact").run(() => addArtifact(this.#state, name, value, whole));
  }

  /**
   * Follows a table and stores it as an artifact each time that it has changed: at once, every five minutes while the task runs here,
   * with every flush, and when the task is closed. The table is one that the program changes, or a function that returns it as it is now, such
   * as `() => table.objects()` of an arquero table. One of the same name is followed no longer.
   */
  registerArtifact(name: string, table: FollowedTable, options: RegisterArtifactOptions = {}): void {
    this.#registered.register(name, table, options);
  }

  /**
   * Stores a registered table for the last time, if it has changed, and follows it no longer; the artifact stays.
   *
   * @throws {@link ArtifactError} when it is not a table any more.
   */
  async unregisterArtifact(name: string): Promise<void> {
    await this.#budget("unregisterArtifact").run(() => this.#registered.unregister(name));
  }

  /** The tables that are followed, as they are now, by name. */
  getRegisteredArtifacts(): ReadonlyMap<string, TableData> {
    return this.#registered.tables();
  }

  /**
   * Stores the registered tables that have changed; a flush does the same. Those of a task that is over stay as they are. Takes at
   * most its `timeout`, five minutes.
   *
   * @throws {@link ArtifactError} when one of them is not a table any more.
   */
  async syncRegisteredArtifacts(options: ReportWaitOptions = {}): Promise<void> {
    if (isEditable(this.status)) {
      await withinTime(this.id, options, (signal) => this.#registered.sync(signal));
    }
  }

  /**
   * Deletes artifacts that the task made, by name, with their files. Takes at most five minutes, and the time of removing files
   * elsewhere.
   *
   * @throws {@link ArtifactError} when the task has made none of one of these names; nothing is deleted then.
   * @throws {@link LeftoverFilesError} when a file could not be removed; the artifacts are off the task then.
   */
  async deleteArtifacts(names: readonly string[], options: DeleteArtifactsOptions = {}): Promise<void> {
    await this.#budget("deleteArtifacts").run(() => deleteArtifacts(this.#state, names, options));
  }

  /** Takes models, given by id, off the list of those that the task took; the models themselves stay. */
  async removeInputModels(...ids: string[]): Promise<void> {
    const models = this.models.input.filter(({ model }) => ids.includes(model));
    if (models.length > 0) {
      const entries = models.map(({ name }) => ({ name, type: "input" as const }));
      await this.#state.attempt("remove models of", () =>
        this.connection.services.tasks.deleteModels({ task: this.id, models: entries }),
      );
    }
  }

  /** Reads the task again, and gives its content without its results, as the Python SDK exports it. */
  async exportTask(): Promise<ExportedTask> {
    await this.reload();
    return exportedTask(this.record, this.project.name);
  }

  /**
   * Lays exported content over that of the task; `Task.importTask()` makes a task of it.
   *
   * @throws {@link TaskStateError} when the task is over.
   */
  async updateTask(content: ImportedTask): Promise<void> {
    await this.#state.edit((record) => importChanges(record, content, { update: true }));
  }

  /** Lists a model among those the task took or made. */
  async addModel({ name, model, type }: { name: string; model: string; type: "input" | "output" }): Promise<void> {
    await this.#state.attempt(`add model "${name}" to`, () =>
      this.connection.services.tasks.addOrUpdateModel({ task: this.id, name, model, type }),
    );
  }

  /** The time that the calls of one method share. */
  #budget(method: string): CallBudget {
    return this.connection.session.budget(`task.${method}()`);
  }
}
