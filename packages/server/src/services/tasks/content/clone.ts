import type { TaskModelItem } from "@clearml-ts/protocol";
import type { Document } from "../../../query/document-path.ts";
import { ARCHIVED, cleanTags } from "../../../records/tags.ts";
import type { StoredTask } from "../fields.ts";
import { inputArtifacts } from "./artifacts.ts";
import { DELETED_PREFIX } from "./checks.ts";
import { splitDockerCommand } from "./compatibility.ts";
import { readConfiguration, readContainer, readHyperparams, readTaskContent, type TaskContent } from "./content.ts";

/** In what a copy differs from its source; whatever is not given, or empty, is the source's. */
export interface CloneOverrides {
  readonly name?: string | undefined;
  readonly comment?: string | undefined;
  readonly parent?: string | undefined;
  readonly project?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly systemTags?: readonly string[] | undefined;
  readonly hyperparams?: Document | undefined;
  readonly configuration?: Document | undefined;
  readonly container?: Document | undefined;
  /** Merged over the source's. */
  readonly execution?: Document | undefined;
  readonly inputModels?: readonly { readonly name?: string; readonly model?: string }[] | undefined;
}

/** Makes the content of a copy of a task: its code, parameters and inputs, without its results. */
export function cloneContent(
  source: StoredTask,
  overrides: CloneOverrides,
  now: string,
): TaskContent & Pick<StoredTask, "name" | "type"> {
  const { name, comment, parent, project, tags, systemTags, hyperparams, configuration } = overrides;
  const chosenComment = comment || source.comment;
  const chosenProject = project || source.project;
  const destination = source.output?.destination;
  return {
    ...readTaskContent({ name: name || source.name }, now),
    name: (name || source.name).trim(),
    type: source.type,
    ...(chosenComment === undefined ? {} : { comment: chosenComment }),
    ...(chosenProject === undefined ? {} : { project: chosenProject }),
    parent: parent || inheritedParent(source),
    tags: cleanTags(isFilled(tags) ? tags : (source.tags ?? [])),
    system_tags: cleanTags(isFilled(systemTags) ? systemTags : inheritedSystemTags(source)),
    script: source.script ?? {},
    output: destination === undefined ? {} : { destination },
    models: { input: inputModels(source, overrides, now), output: [] },
    container: containerOf(source, overrides),
    execution: cloneExecution(source, overrides.execution, now),
    hyperparams: isFilled(hyperparams) ? readHyperparams(hyperparams) : (source.hyperparams ?? {}),
    configuration: isFilled(configuration) ? readConfiguration(configuration) : (source.configuration ?? {}),
  };
}

/** A copy is a sibling of its source: both have the parent of the source, if it has one that still exists. */
function inheritedParent({ id, parent }: StoredTask): string {
  return parent && !parent.startsWith(DELETED_PREFIX) ? parent : id;
}

function inheritedSystemTags({ system_tags = [] }: StoredTask): string[] {
  return system_tags.filter((tag) => tag !== "development" && tag !== ARCHIVED);
}

function containerOf(
  source: StoredTask,
  { container, execution }: CloneOverrides,
): NonNullable<StoredTask["container"]> {
  if (isFilled(container)) {
    return readContainer(container);
  }
  const command = execution?.docker_cmd;
  return typeof command === "string" && command !== ""
    ? readContainer(splitDockerCommand(command))
    : (source.container ?? {});
}

function inputModels(source: StoredTask, overrides: CloneOverrides, updated: string): TaskModelItem[] {
  const given = givenModels(overrides);
  return given ? given.map(({ name = "", model = "" }) => ({ name, model, updated })) : (source.models?.input ?? []);
}

/** The input models that a request gives: as a list, or, as callers did before there was one, by the id of one. */
export function givenModels({ inputModels: given, execution }: CloneOverrides): CloneOverrides["inputModels"] {
  if (isFilled(given)) {
    return given;
  }
  const model = execution?.model;
  return typeof model === "string" && model !== "" ? [{ name: "Input Model", model }] : undefined;
}

function cloneExecution(
  source: StoredTask,
  overrides: Document | undefined,
  now: string,
): NonNullable<StoredTask["execution"]> {
  const { queue, ...execution } = { ...source.execution, ...readTaskContent({ execution: overrides }, now).execution };
  const labels = Object.entries(execution.model_labels ?? {}).map(([name, value]) => [name, Math.trunc(Number(value))]);
  return {
    ...execution,
    artifacts: inputArtifacts(execution.artifacts),
    ...(labels.length > 0 ? { model_labels: Object.fromEntries(labels) } : {}),
  };
}

function isFilled<T extends object>(value: T | undefined | null): value is T {
  return value !== undefined && value !== null && Object.keys(value).length > 0;
}
