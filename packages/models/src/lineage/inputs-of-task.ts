import type { TaskRecord } from "@clearml-ts/protocol";

/** A version of a dataset that a task worked with, and the name that the task knew it by. */
export interface UsedDataset {
  id: string;
  alias: string | undefined;
}

/** Everything that a task says went into it. */
export interface TaskInputs {
  datasets: UsedDataset[];
  /** Ids of models. */
  models: string[];
  /** Ids of the tasks whose outputs it took, as steps of pipelines do. */
  tasks: string[];
}

/** The parameters in which both SDKs note the outputs of other steps, as `{task id}.{output}`. */
const STEP_OUTPUTS = "kwargs_artifacts";

/** Servers put this before the id of a model that was deleted although tasks use it. */
const DELETED = /^__DELETED__/;

/** The parameters in which both SDKs note datasets that were given an alias. */
const ALIASES = "Datasets";

/**
 * Reads from the record of a task what went into it: datasets that it took by `Dataset.get()` or as inputs of a step, models
 * that it lists, and the steps before it.
 */
export function inputsOfTask({ hyperparams = {}, runtime = {}, models }: TaskRecord): TaskInputs {
  const items = Object.entries(hyperparams).flatMap(([section, values]) =>
    Object.values(values).map((item) => ({ ...item, section })),
  );
  const typed = (type: string) => items.filter((item) => item.type === type).map(({ value }) => value);
  const aliases = new Map(
    items.filter(({ section }) => section === ALIASES).map(({ value, name }) => [value, name] as const),
  );
  const listed = Array.isArray(runtime["datasets"]) ? runtime["datasets"] : [];
  const datasets = [...aliases.keys(), ...listed, ...typed("dataset")].filter(isId);
  const outputs = items.filter(({ section }) => section === STEP_OUTPUTS).map(({ value }) => value.split(".")[0]);
  return {
    datasets: [...new Set(datasets)].map((id) => ({ id, alias: aliases.get(id) })),
    models: distinct([...(models?.input ?? []).map(({ model }) => model.replace(DELETED, "")), ...typed("model")]),
    tasks: distinct(outputs),
  };
}

function distinct(ids: readonly (string | undefined)[]): string[] {
  return [...new Set(ids.filter(isId))];
}

function isId(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{32}$/.test(value);
}
