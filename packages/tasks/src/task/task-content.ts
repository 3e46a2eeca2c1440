import type { ConfigurationItem, ScriptRecord } from "@clearml-ts/protocol";
import { addArtifact, type UploadArtifactOptions } from "../artifacts/add-artifact.ts";
import type { Artifact } from "../artifacts/artifact.ts";
import type { ArtifactValue } from "../artifacts/artifact-value.ts";
import { type ConfigurationOptions, configurationItem, configurationOptions } from "../parameters/configuration.ts";
import { editParameters, editUserProperties } from "../parameters/edit-parameters.ts";
import { flattenParameters, type ParameterNotes, readHyperparams } from "../parameters/hyperparams.ts";
import type { ParameterTree, ParameterValue } from "../parameters/parameter-text.ts";
import type { ProjectReference } from "../project-name.ts";
import type { TaskState } from "../record/task-state.ts";
import { TaskView } from "./task-view.ts";

/** A task with what it holds: parameters, configuration, properties, tags, artifacts and models. */
export abstract class TaskContent extends TaskView {
  readonly #state: TaskState;

  protected constructor(state: TaskState, project: ProjectReference) {
    super(state, project);
    this.#state = state;
  }

  /** Stores the parameters a program works with, under a section, and returns them. */
  async connect<T extends object>(params: T, { section = "General" }: { section?: string } = {}): Promise<T> {
    await editParameters(this.#state, flattenParameters(params as unknown as ParameterTree, `${section}/`));
    return params;
  }

  /** Sets parameters by full name (`section/name`), keeping the others unless `replace` says so. */
  async setParameters(
    values: ParameterTree,
    options: ParameterNotes & {
      /** Drop the parameters that are not named. @default false */
      replace?: boolean;
    } = {},
  ): Promise<void> {
    await editParameters(this.#state, flattenParameters(values), options);
  }

  /** All parameters as values, by full name, as of the last reload. */
  getParameters(): Record<string, ParameterValue> {
    return readHyperparams(this.record.hyperparams ?? {});
  }

  /** One parameter as a value, by full name, as of the last reload. */
  getParameter(name: string): ParameterValue | undefined {
    return this.getParameters()[name];
  }

  /** Stores the configuration a program works with, given as an object or as the path of a file, and returns it. */
  async connectConfiguration<T extends ParameterTree | { path: string }>(
    configuration: T,
    { name = "General", description }: { name?: string; description?: string } = {},
  ): Promise<T> {
    const options = await configurationOptions(configuration);
    await this.setConfigurationObject(name, { ...options, ...(description !== undefined && { description }) });
    return configuration;
  }

  /** Stores a configuration object; objects and lists become HOCON, texts stay as they are. */
  async setConfigurationObject(name: string, options: ConfigurationOptions): Promise<void> {
    const item = configurationItem(name, options);
    await this.#state.edit(({ configuration }) => ({ configuration: { ...configuration, [name]: item } }));
  }

  /** A configuration object with its text, as of the last reload. */
  getConfigurationObject(name: string): ConfigurationItem | undefined {
    return this.record.configuration?.[name];
  }

  /** Sets runtime properties, keeping the others. */
  async setRuntimeProperties(properties: Record<string, string | number | boolean>): Promise<void> {
    await this.#state.addRuntime(properties);
  }

  /** Sets properties that people see and may change on the page, whatever the status is. */
  async setUserProperties(properties: Record<string, ParameterValue>): Promise<void> {
    await editUserProperties(this.#state, properties);
  }

  /** Adds tags to those the task has. */
  async addTags(...tags: string[]): Promise<void> {
    await this.#state.edit((record) => ({ tags: [...new Set([...(record.tags ?? []), ...tags])] }));
  }

  /** Removes tags; those the task does not have are skipped. */
  async removeTags(...tags: string[]): Promise<void> {
    await this.#state.edit((record) => ({ tags: (record.tags ?? []).filter((tag) => !tags.includes(tag)) }));
  }

  /** Replaces the tags by which ClearML itself sorts tasks. */
  async setSystemTags(tags: readonly string[]): Promise<void> {
    await this.#state.edit(() => ({ system_tags: tags }));
  }

  /** Renames the task, whatever its status is. */
  async setName(name: string): Promise<void> {
    await this.#state.edit(() => ({ name }));
  }

  /** Replaces the comment that the page shows as the description, whatever the status is. */
  async setComment(comment: string): Promise<void> {
    await this.#state.edit(() => ({ comment }));
  }

  /** Shows how far the task is, from 0 to 100. */
  async setProgress(percent: number): Promise<void> {
    await this.#state.addRuntime({ progress: String(Math.round(Math.min(100, Math.max(0, percent)))) });
  }

  /** Changes the description of the code; fields that are not given stay. */
  async setScript(script: ScriptRecord): Promise<void> {
    await this.#state.edit((record) => ({ script: { ...record.script, ...script } }));
  }

  /**
   * Stores a value under a name; {@link ArtifactValue} says how each kind of value is stored.
   *
   * @throws {@link ArtifactError} when the value has no stored form.
   * @throws {@link TaskStateError} when the task is over.
   */
  uploadArtifact(name: string, value: ArtifactValue, options: UploadArtifactOptions = {}): Promise<Artifact> {
    return addArtifact(this.#state, name, value, { ...options, folder: this.outputFolder });
  }

  /** Lists a model among those the task took or made. */
  async addModel({ name, model, type }: { name: string; model: string; type: "input" | "output" }): Promise<void> {
    await this.#state.attempt(`add model "${name}" to`, () =>
      this.connection.services.tasks.addOrUpdateModel({ task: this.id, name, model, type }),
    );
  }
}
