import { TASK_STATUSES } from "../status/transitions.ts";
import { TASK_TYPES } from "./content.ts";

const item = { name: "string!", value: "string!", type: "string", description: "string" } as const;

/** Hyper-parameters by section and name, each of them complete. */
const hyperparams = {
  type: "object",
  stored: true,
  values: {
    type: "object",
    values: { type: "object", exact: true, fields: { section: "string!", ...item } },
  },
} as const;

/** Configuration objects by name, each of them complete. */
const configuration = {
  type: "object",
  stored: true,
  values: { type: "object", exact: true, fields: item },
} as const;

const container = {
  type: "object",
  stored: true,
  fields: { image: "string", arguments: "string", setup_shell_script: "string" },
} as const;

const script = {
  binary: "string",
  repository: "string",
  tag: "string",
  branch: "string",
  version_num: "string",
  entry_point: "string",
  working_dir: "string",
  requirements: "object",
  diff: "string",
} as const;

const artifactMode = { type: "string", enum: ["input", "output"] } as const;

/** What the request models of artifacts refuse; a task that is stored with its artifacts may hold it. */
const givenMode = { ...artifactMode, null: "refused" } as const;

const artifactPreview = {
  type: "object",
  fields: { preview: "string", content_type: "string", data_hash: "string" },
} as const;

const artifact = {
  key: "string!",
  type: "string!",
  mode: artifactMode,
  uri: "string",
  hash: "string",
  content_size: "integer",
  timestamp: "integer",
  type_data: artifactPreview,
  display_data: { type: "list", items: { type: "list" } },
} as const;

/** Artifacts to write. */
export const artifactsField = {
  type: "list!",
  items: { type: "object", fields: { ...artifact, mode: givenMode } },
  minItems: 1,
} as const;

/** Keys and modes of artifacts. */
export const artifactIdsField = {
  type: "list!",
  items: { type: "object", fields: { key: "string!", mode: givenMode } },
  minItems: 1,
} as const;

/** Hyper-parameters to write. */
export const parametersField = {
  type: "list!",
  items: {
    type: "object",
    fields: { ...item, section: { type: "string!", minLength: 1 }, name: { type: "string!", minLength: 1 } },
  },
  minItems: 1,
} as const;

/** Sections and names of hyper-parameters, or sections alone. */
export const parameterKeysField = {
  type: "list!",
  items: { type: "object", fields: { section: { type: "string!", minLength: 1 }, name: "string" } },
  minItems: 1,
} as const;

/** Configuration objects to write. */
export const configurationItemsField = {
  type: "list!",
  items: { type: "object", fields: { ...item, name: { type: "string!", minLength: 1 } } },
  minItems: 1,
} as const;

const execution = {
  type: "object",
  fields: {
    queue: "string",
    artifacts: {
      type: "list",
      items: { type: "object", exact: true, fields: { ...artifact, type_data: { ...artifactPreview, exact: true } } },
    },
    framework: "string",
    model_labels: "object",
    parameters: "object",
    model_desc: "object",
    test_split: "integer",
  },
} as const;

const modelItems = {
  type: "list",
  items: { type: "object", fields: { name: "string!", model: "string!", updated: "string" } },
} as const;

const describingFields = {
  tags: "string[]",
  system_tags: "string[]",
  comment: "string",
  parent: "string",
  project: "string",
  output_dest: "string",
  runtime: "object",
} as const;

/** The fields of a request that makes a task. */
export const createFields = {
  ...describingFields,
  name: "string!",
  type: { type: "string!", enum: TASK_TYPES },
  execution,
  script: { type: "object", exact: true, fields: script },
  hyperparams,
  configuration,
  models: { type: "object", exact: true, fields: { input: modelItems, output: modelItems } },
  container,
} as const;

/** The fields of a request that edits a task: parameters and configuration take their names from their keys. */
export const editFields = {
  ...describingFields,
  task: "string!",
  force: "boolean",
  name: "string",
  type: { type: "string", enum: TASK_TYPES },
  status: { type: "string", enum: TASK_STATUSES },
  execution,
  script: { type: "object", fields: script },
  hyperparams: "object",
  configuration: "object",
  models: { type: "object", fields: { input: modelItems, output: modelItems } },
  container: "object",
} as const;

/** The fields that the official server looks at only when it stores a task. */
export const storedFields = [
  ...(["tags", "system_tags", "comment", "output_dest", "execution", "script", "hyperparams"] as const),
  ...(["configuration", "models", "container", "runtime"] as const),
] as const;

/** The fields that name other records. */
export const referenceFields = ["project", "parent"] as const;

/** The fields of a request that copies a task. */
export const cloneFields = {
  task: "string!",
  new_task_name: "string",
  new_task_comment: "string",
  new_task_tags: "string[]",
  new_task_system_tags: "string[]",
  new_task_parent: "string",
  new_task_project: "string",
  new_task_hyperparams: hyperparams,
  new_task_configuration: configuration,
  new_task_container: container,
  new_task_input_models: { type: "list", items: { type: "object", fields: { name: "string", model: "string" } } },
  execution_overrides: { ...execution, stored: true },
  validate_references: "boolean",
  new_project_name: "string",
} as const;
