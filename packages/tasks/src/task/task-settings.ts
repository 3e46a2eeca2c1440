import { type ConfigTree, type ConfigValue, readHocon } from "@clearml-ts/client";
import type { ConfigurationItem } from "@clearml-ts/protocol";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { CommanderCommand, ParsedArguments, YargsParser } from "../connect/argument-form.ts";
import { connectArguments, type ProgramArguments } from "../connect/connect-arguments.ts";
import { type ConnectConfigurationOptions, connectConfiguration } from "../connect/connect-configuration.ts";
import { connectLabels } from "../connect/connect-labels.ts";
import type { TaskConnectOptions } from "../connect/connect-options.ts";
import { connectParameters } from "../connect/connect-parameters.ts";
import { connectSchema, isSchema } from "../connect/connect-schema.ts";
import { ServerValueError } from "../connect/errors.ts";
import { type Configuration, type ConfigurationOptions, configurationItem } from "../parameters/configuration.ts";
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

  /** Ends the task as failed. */
  abstract fail(reason: unknown): Promise<void>;

  /**
   * Connects the parameters that a program works with, and returns them. Where the task was taken up, under an agent or by
   * its id, its own values win: they come back in place of the declared ones, of the same types, and only parameters
   * that it does not have are added. An instance of a class is returned itself, of other objects a copy; a schema of any
   * Standard Schema library stands for its defaults.
   *
   * @throws {@link InvalidValueError} when a value has no stored form.
   * @throws {@link ServerValueError} when a value of the task does not fit the declared one; the task fails with it.
   */
  async connect<S extends StandardSchemaV1>(
    schema: S,
    options?: TaskConnectOptions,
  ): Promise<StandardSchemaV1.InferOutput<S>>;
  async connect<T extends object>(params: T, options?: TaskConnectOptions): Promise<T>;
  async connect(params: object, options: TaskConnectOptions = {}): Promise<unknown> {
    return this.#orFail(() =>
      isSchema(params) ? connectSchema(this.#state, params, options) : connectParameters(this.#state, params, options),
    );
  }

  /**
   * Connects the arguments of the program, which stand in the section `Args` as those of Python programs do, and returns
   * them as they came: the result of `parseArgs` of `node:util`, a command of commander after `parse()`, or what a parser
   * of yargs returns, which is asked to parse here. Those of a task that was taken up win.
   *
   * @throws {@link InvalidValueError} when a value has no stored form.
   * @throws {@link ServerValueError} when a value of the task does not fit the declared one; the task fails with it.
   */
  async connectArguments<T extends object>(
    parser: YargsParser<T>,
    options?: Pick<TaskConnectOptions, "ignoreRemoteOverrides">,
  ): Promise<T>;
  async connectArguments<T extends ParsedArguments | CommanderCommand>(
    program: T,
    options?: Pick<TaskConnectOptions, "ignoreRemoteOverrides">,
  ): Promise<T>;
  async connectArguments(
    program: ProgramArguments,
    options: Pick<TaskConnectOptions, "ignoreRemoteOverrides"> = {},
  ): Promise<unknown> {
    return this.#orFail(() => connectArguments(this.#state, program, options));
  }

  /** Sets parameters by full name (`section/name`), keeping the others unless `replace` says so. */
  async setParameters(
    values: ParameterTree,
    options: ParameterNotes & {
      /** Drop the parameters that are not named. @default false */
      replace?: boolean;
      /** Runtime properties to set in the same call. @default none */
      runtime?: Readonly<Record<string, string | number | boolean>>;
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

  /**
   * Connects the configuration that a program works with, an object, a list or the path of a file, and returns it. Where
   * the task was taken up, its own version wins: of a file, the path of a copy comes back; of an object, a copy in which
   * names that the task's version lacks are the program's.
   *
   * @throws {@link InvalidValueError} when a value has no stored form.
   * @throws {@link ServerValueError} when the task's version does not fit the declared one; the task fails with it.
   */
  connectConfiguration<T extends Configuration>(
    configuration: T,
    options: ConnectConfigurationOptions = {},
  ): Promise<T> {
    return this.#orFail(() => connectConfiguration(this.#state, configuration, options));
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

  /**
   * A configuration object read as HOCON or JSON, as of the last reload; undefined when there is none.
   *
   * @throws {@link ConfigError} when it is neither.
   */
  getConfigurationObjectAsDict(name: string): ConfigTree | ConfigValue[] | undefined {
    const text = this.getConfigurationObject(name)?.value;
    return text ? readHocon(text, name) : undefined;
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
    // Nothing else of the execution: artifacts that arrive meanwhile stay.
    await this.#state.edit(() => ({ execution: { model_labels: { ...labels } } }));
  }

  /**
   * Connects the names of classes and the numbers that the task's models give for them, and returns them. Those of a task
   * that was taken up win.
   *
   * @throws {@link InvalidValueError} when one of them is not a whole number.
   */
  connectLabelEnumeration(
    labels: LabelEnumeration,
    { ignoreRemoteOverrides = false }: Pick<TaskConnectOptions, "ignoreRemoteOverrides"> = {},
  ): Promise<LabelEnumeration> {
    return this.#orFail(() => connectLabels(this.#state, labels, ignoreRemoteOverrides));
  }

  /** The names of classes and their numbers, as of the last reload. */
  getLabelsEnumeration(): Record<string, number> {
    return { ...this.record.execution?.model_labels };
  }

  /** A value of the server that does not fit ends the task: a run with any other value would be a wrong one. */
  async #orFail<T>(connect: () => Promise<T>): Promise<T> {
    try {
      return await connect();
    } catch (error) {
      if (error instanceof ServerValueError) {
        await this.fail(error).catch((problem) => {
          this.connection.warn(`Task ${this.id} could not be marked as failed: ${String(problem)}`);
        });
      }
      throw error;
    }
  }
}
