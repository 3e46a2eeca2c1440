import { Model } from "@clearml-ts/models";
import type { Artifact, Task } from "@clearml-ts/tasks";
import type { Value } from "../../values/value.ts";
import { PipelineReferenceError } from "../errors.ts";
import { referencesIn, type StepReference } from "./step-reference.ts";

/** The values that references are read from. */
export interface ReferenceSource {
  /** Name of the step that has the references. */
  step: string;
  /** The parameters of the run, by name. */
  parameters: Readonly<Record<string, Value>>;
  /** Loads the task of an earlier step; undefined where it has none, because it ended without. */
  task(step: string): Promise<Task | undefined>;
}

/**
 * Puts values in the places of references in a text. A reference to something that is not a text stands for the whole, as in the
 * Python SDK; one to a step that ended without a task gives null.
 *
 * @throws {@link PipelineReferenceError} when one of them means something that is not there.
 */
export async function readText(text: string, source: ReferenceSource): Promise<Value> {
  let read = text;
  for (const reference of referencesIn(text)) {
    const value = await readReference(reference, source);
    if (typeof value !== "string") {
      return value;
    }
    read = read.replace(reference.text, () => value);
  }
  return read;
}

async function readReference({ text, step, path }: StepReference, source: ReferenceSource): Promise<Value> {
  const refuse = (problem: string) => new PipelineReferenceError(source.step, text, problem);
  if (step === undefined) {
    const name = path.join(".");
    if (!Object.hasOwn(source.parameters, name)) {
      throw refuse(`the pipeline has no parameter "${name}"`);
    }
    return source.parameters[name] ?? null;
  }
  const task = await source.task(step);
  if (task === undefined) {
    return null;
  }
  const [kind = "", ...rest] = path;
  const value = kind === "models" ? await modelValue(task, rest) : taskValue(task, kind, rest);
  if (value === undefined) {
    throw refuse(`task ${task.id} of step "${step}" does not have it`);
  }
  return value;
}

function taskValue(task: Task, kind: string, path: readonly string[]): Value | undefined {
  switch (kind) {
    case "id":
      return task.id;
    case "parameters":
      return parameterText(task, path.join("."));
    case "artifacts":
      return artifactValue(task, path);
    default:
      return fieldOf(task.record, [kind, ...path]);
  }
}

/** Parameters are handed on as the texts that they are stored as. */
function parameterText({ record }: Task, fullName: string): string | undefined {
  const slash = fullName.indexOf("/");
  return record.hyperparams?.[fullName.slice(0, slash)]?.[fullName.slice(slash + 1)]?.value;
}

/** A dot in the name of an artifact is written as `\.`. */
function artifactValue(task: Task, path: readonly string[]): string | undefined {
  const [name = "", ...rest] = path
    .join(".")
    .split(/(?<!\\)\./)
    .map((part) => part.replaceAll("\\.", "."));
  const artifact = task.artifacts.get(name);
  const value = artifact && fieldOf(artifactProperties(artifact), rest);
  return value === undefined || value === null ? undefined : String(value);
}

function artifactProperties({ name, type, mode, url, hash, size, preview, metadata }: Artifact) {
  return { name, type, mode, url, hash, size, preview, metadata };
}

async function modelValue(
  task: Task,
  [side = "", index = "", property = ""]: readonly string[],
): Promise<string | undefined> {
  const models = (await Model.forTask(task))[side === "input" ? "input" : "output"];
  const model = models.at(Number(index));
  const value = model && fieldOf(modelProperties(model), [property]);
  return value === undefined || value === null ? undefined : String(value);
}

function modelProperties({ id, name, url, framework, comment, tags, taskId, projectId }: Model) {
  return { id, name, url, framework, comment, tags, task: taskId, project: projectId };
}

function fieldOf(record: object, path: readonly string[]): Value | undefined {
  let value: unknown = record;
  for (const key of path) {
    value =
      typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  }
  return value as Value | undefined;
}
