import type { ConfigurationItem } from "@clearml-ts/protocol";
import { type ConfigurationOptions, configurationItem, configurationOptions } from "../parameters/configuration.ts";
import { deleteParameters, editParameters, editUserProperties, PROPERTIES } from "../parameters/edit-parameters.ts";
import { flattenParameters, type ParameterNotes, readHyperparams } from "../parameters/hyperparams.ts";
import { checkLabels, type LabelEnumeration } from "../parameters/labels.ts";
import { type NestedParameters, nestedParameters } from "../parameters/nested-parameters.ts";
import { castParameter, type ParameterTree, type ParameterValue } from "../parameters/parameter-text.ts";
import type { ProjectReference } from "../project-name.ts";
import type { TaskState } from "../record/task-state.ts";
import { TaskNotes } from "./task-notes.ts";

/** A task with what it is set to: parameters, configuration, user properties and labels. */
export abstract class TaskSettings extends TaskNotes {
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

  /** All parameters as values, in objects nested by the parts of their names, as of the last reload. */
  getParametersAsDict(): NestedParameters {
    return nestedParameters(this.getParameters());
  }

  /**
   * Deletes a parameter by full name; false means that the task does not have it.
   *
   * @throws {@link TaskStateError} when the task is over.
   */
  async deleteParameter(name: string): Promise<boolean> {
    return (await deleteParameters(this.#state, [name])) > 0;
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

  /** The texts of all configuration objects by name, as of the last reload. */
  getConfigurationObjects(): Record<string, string> {
    const items = Object.values(this.record.configuration ?? {});
    return Object.fromEntries(items.map(({ name, value }) => [name, value]));
  }

  /** Sets properties that people see and may change on the page, whatever the status is. */
  async setUserProperties(properties: Record<string, ParameterValue>): Promise<void> {
    await editUserProperties(this.#state, properties);
  }

  /** The properties that people may change on the page, as values by name, as of the last reload. */
  getUserProperties(): Record<string, ParameterValue> {
    const items = Object.values(this.record.hyperparams?.[PROPERTIES] ?? {});
    return Object.fromEntries(items.map(({ name, value, type }) => [name, castParameter(value, type)]));
  }

  /** Deletes properties by name, whatever the status is; answers how many of them there were. */
  async deleteUserProperties(...names: string[]): Promise<number> {
    return await deleteParameters(
      this.#state,
      names.map((name) => `${PROPERTIES}/${name}`),
    );
  }

  /**
   * Replaces the names of classes and the numbers that the task's models give for them.
   *
   * @throws {@link InvalidValueError} when one of them is not a whole number.
   * @throws {@link TaskStateError} when the task is over.
   */
  async setModelLabelEnumeration(labels: LabelEnumeration): Promise<void> {
    checkLabels(labels);
    await this.#state.edit(({ execution }) => ({ execution: { ...execution, model_labels: { ...labels } } }));
  }

  /** The names of classes and their numbers, as of the last reload. */
  getLabelsEnumeration(): Record<string, number> {
    return { ...this.record.execution?.model_labels };
  }
}
