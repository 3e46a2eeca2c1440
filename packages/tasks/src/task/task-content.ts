import { existsSync } from "node:fs";
import type { CallBudget } from "@clearml-ts/client";
import { addArtifact, type UploadArtifactOptions } from "../artifacts/add-artifact.ts";
import type { Artifact } from "../artifacts/artifact.ts";
import type { ArtifactValue } from "../artifacts/artifact-value.ts";
import { type DeleteArtifactsOptions, deleteArtifacts } from "../artifacts/delete-artifacts.ts";
import type { KeptUploads } from "../delivery/kept-uploads.ts";
import { describeWorkingCopy, withoutCredentials } from "../program/working-copy.ts";
import type { ProjectReference } from "../project-name.ts";
import type { TaskState } from "../record/task-state.ts";
import { type ContainerOptions, containerRecord } from "../remote/container.ts";
import { pythonRequirements } from "../remote/requirements.ts";
import { type ExportedTask, exportedTask, type ImportedTask, importChanges } from "./exported-task.ts";
import type { SetScriptOptions } from "./task-options.ts";
import { TaskSettings } from "./task-settings.ts";

/** A task with what it takes and makes: its code, artifacts, models, and what its runs say of themselves. */
export abstract class TaskContent extends TaskSettings {
  readonly #state: TaskState;
  readonly #uploads: KeptUploads;

  protected constructor(state: TaskState, project: ProjectReference, uploads: KeptUploads) {
    super(state, project);
    this.#state = state;
    this.#uploads = uploads;
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
   * @throws {@link ArtifactError} when the value has no stored form.
   * @throws {@link TaskStateError} when the task is over.
   */
  uploadArtifact(name: string, value: ArtifactValue, options: UploadArtifactOptions = {}): Promise<Artifact> {
    const whole = { ...options, folder: this.outputFolder, uploads: this.#uploads };
    return this.#budget("uploadArtifact").run(() => addArtifact(this.#state, name, value, whole));
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
