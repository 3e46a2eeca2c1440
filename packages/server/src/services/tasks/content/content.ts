import {
  type ConfigurationItem,
  type ParameterItem,
  results,
  type TaskModelItem,
  type TaskType,
} from "@clearml-ts/protocol";
import { ApiFailure } from "../../../errors.ts";
import { type Document, isDocument } from "../../../query/document-path.ts";
import { checkKeys, storedKey, withStoredKeys } from "../../../records/stored-keys.ts";
import { cleanTags } from "../../../records/tags.ts";
import { textOf } from "../../../values/text-of.ts";
import type { StoredTask, TaskHead } from "../fields.ts";
import { isTaskStatus } from "../status/transitions.ts";
import { normalizeArtifacts } from "./artifacts.ts";
import { checkName } from "./checks.ts";
import { checkExecution } from "./execution.ts";

/** Every type of task there is. */
export const TASK_TYPES: readonly TaskType[] = [
  ...(["training", "testing", "inference", "data_processing", "application", "monitor", "controller"] as const),
  ...(["report", "optimizer", "service", "qc", "custom"] as const),
];

/** The content in a request to create or edit a task, in the form in which tasks are stored. */
export type TaskContent = Partial<StoredTask>;

/**
 * Reads the fields of a request that says what a task holds. Fields that are not there stay away.
 *
 * @throws {@link ApiFailure} 400/12 for a value of the wrong type, 400/16 for a reserved tag, 400/800 for a short name.
 */
export function readTaskContent(request: Document, now: string): TaskContent {
  const content: Document = {};
  for (const [field, read] of Object.entries(readers)) {
    const value = request[field];
    if (value !== undefined && value !== null) {
      Object.assign(content, read(value, now, field));
    }
  }
  return content as TaskContent;
}

/** Merges edited content into a task: parts of script, execution, output and models survive, everything else is replaced. */
export function mergeTaskContent(task: TaskHead, content: TaskContent): TaskContent {
  const merged: TaskContent = { ...content };
  if (content.script) {
    merged.script = { ...task.script, ...content.script };
  }
  if (content.execution) {
    merged.execution = { ...task.execution, ...content.execution };
  }
  if (content.output) {
    merged.output = { ...task.output, ...content.output };
  }
  if (content.models) {
    merged.models = { ...task.models, ...content.models };
  }
  return merged;
}

/** Reads hyper-parameters by section and name. */
export function readHyperparams(value: unknown): Record<string, Record<string, ParameterItem>> {
  const sections: Record<string, Record<string, ParameterItem>> = {};
  for (const [section, items] of Object.entries(asObject(value, "hyperparams"))) {
    const stored: Record<string, ParameterItem> = {};
    for (const [name, item] of Object.entries(asObject(items, `hyperparams.${section}`))) {
      stored[storedKey(name)] = readParameter({ section, name, ...asObject(item, `hyperparams.${section}.${name}`) });
    }
    sections[storedKey(section)] = stored;
  }
  return sections;
}

/** Reads one hyper-parameter; its value is always text. */
export function readParameter(item: Document): ParameterItem {
  return {
    section: asText(item.section, "section"),
    name: asText(item.name, "name"),
    value: asText(item.value ?? "", "value"),
    ...optionalText(item, "type"),
    ...optionalText(item, "description"),
  };
}

/** Reads what names a hyper-parameter, or a whole section. */
export function readParameterKey(item: Document): { section: string; name?: string } {
  return { section: asText(item.section, "section"), ...optionalText(item, "name") };
}

/** Reads configuration objects by name. */
export function readConfiguration(value: unknown): Record<string, ConfigurationItem> {
  return withStoredKeys(
    Object.fromEntries(
      Object.entries(asObject(value, "configuration")).map(([name, item]) => [
        name,
        readConfigurationItem({ name, ...asObject(item, `configuration.${name}`) }),
      ]),
    ),
  );
}

/** Reads one configuration object. */
export function readConfigurationItem(item: Document): ConfigurationItem {
  return {
    name: asText(item.name, "name"),
    value: asText(item.value ?? "", "value"),
    ...optionalText(item, "type"),
    ...optionalText(item, "description"),
  };
}

type Reader = (value: unknown, now: string, field: string) => Document;

const text: Reader = (value, _now, field) => ({ [field]: asText(value, field) });

const tagList: Reader = (value, _now, field) => ({ [field]: cleanTags(asTexts(value, field)) });

const readers: Readonly<Record<string, Reader>> = {
  name: (value) => ({ name: checkName(asText(value, "name")) }),
  tags: tagList,
  system_tags: tagList,
  type: (value) => {
    if (!(TASK_TYPES as readonly unknown[]).includes(value)) {
      throw invalid("type", "a type of task");
    }
    return { type: value };
  },
  status: (value) => {
    if (!isTaskStatus(value)) {
      throw invalid("status", "a status");
    }
    return { status: value };
  },
  comment: text,
  parent: text,
  project: text,
  output_dest: (value) => ({ output: { destination: asText(value, "output_dest").trim() } }),
  execution: (value) => ({ execution: readExecution(asObject(value, "execution")) }),
  script: (value) => ({ script: readScript(asObject(value, "script")) }),
  hyperparams: (value) => ({ hyperparams: readHyperparams(value) }),
  configuration: (value) => ({ configuration: readConfiguration(value) }),
  runtime: (value) => ({ runtime: readMap(value, "runtime") }),
  models: (value, now) => ({ models: readModels(asObject(value, "models"), now) }),
  container: (value) => ({ container: readContainer(asObject(value, "container")) }),
};

/** The agent splits these with a shell's rules: they are always text. */
export function readContainer(container: Document): Record<string, string> {
  return Object.fromEntries(
    Object.entries(withStoredKeys(container)).map(([key, value]) => [key, value === null ? "" : textOf(value)]),
  );
}

function readExecution(execution: Document): Document {
  const given = withoutNulls(execution);
  checkExecution(given);
  const { artifacts, model_labels: labels, framework, parameters, model_desc, test_split, queue } = given;
  return {
    ...withoutUndefined({ framework, parameters, model_desc, test_split, queue }),
    ...(artifacts !== undefined && { artifacts: normalizeArtifacts(artifacts) }),
    ...(isDocument(labels) && { model_labels: withStoredKeys(labels) }),
  };
}

function readScript(script: Document): Document {
  if (isDocument(script.requirements)) {
    checkKeys("script.requirements", script.requirements);
  }
  return Object.fromEntries(
    Object.entries(withoutNulls(script)).map(([key, value]) => [
      key,
      typeof value === "string" && key !== "diff" ? value.trim() : value,
    ]),
  );
}

function readModels(models: Document, updated: string): Document {
  const read: Document = {};
  for (const side of ["input", "output"]) {
    const items = models[side];
    if (items === undefined || items === null) {
      continue;
    }
    if (!Array.isArray(items)) {
      throw invalid(`models.${side}`, "a list");
    }
    read[side] = items.map((item: unknown): TaskModelItem => {
      const { name, model } = asObject(item, `models.${side}`);
      return { name: asText(name, "name"), model: asText(model, "model"), updated };
    });
  }
  return read;
}

function optionalText<K extends string>(item: Document, field: K): { [P in K]?: string } {
  const value = item[field];
  return (value === undefined || value === null ? {} : { [field]: asText(value, field) }) as { [P in K]?: string };
}

function withoutUndefined(document: Document): Document {
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));
}

function withoutNulls(document: Document): Document {
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== null));
}

function asText(value: unknown, field: string): string {
  if (typeof value === "string") {
    return value;
  }
  throw invalid(field, "a string");
}

function asTexts(value: unknown, field: string): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
    return value;
  }
  throw invalid(field, "a list of strings");
}

function readMap(value: unknown, field: string): Document {
  const map = asObject(value, field);
  checkKeys(field, map);
  return map;
}

function asObject(value: unknown, field: string): Document {
  if (isDocument(value)) {
    return value;
  }
  throw invalid(field, "an object");
}

function invalid(field: string, expected: string): ApiFailure {
  return new ApiFailure(results.validationError, { detail: `${field}: expected ${expected}` });
}
