import { API_VERSION, type ExecutionRecord, type TaskRecord } from "@clearml-ts/protocol";
import { mergeDeep } from "../../merge-deep.ts";
import type { TaskChanges } from "../../record/task-state.ts";

/** The content of a task without its results, in the form in which the Python SDK exports and imports it. */
export interface ExportedTask extends Omit<Partial<TaskRecord>, "execution"> {
  execution?: Omit<ExecutionRecord, "artifacts">;
  project_name: string;
  session_api_version: string;
}

/** The content of a task that is imported: the parts that are left out become, or stay, what they were. */
export type ImportedTask = Partial<ExportedTask>;

/** The parts that an import writes. */
const IMPORTED = [
  "name",
  "tags",
  "system_tags",
  "type",
  "comment",
  "parent",
  "execution",
  "hyperparams",
  "configuration",
  "script",
  "container",
  "runtime",
] as const;

/** Takes the results and the status from the record of a task. */
export function exportedTask(record: TaskRecord, projectName: string): ExportedTask {
  const { last_metrics: _metrics, last_iteration: _iteration, execution, ...content } = record;
  const { status_changed: _changed, status_reason: _reason, status_message: _message, ...rest } = content;
  const { artifacts: _artifacts, ...settings } = execution ?? {};
  return { ...rest, execution: settings, project_name: projectName, session_api_version: API_VERSION };
}

/** The changes by which a task gets the imported content: laid over its own, or in place of it. */
export function importChanges(
  record: TaskRecord,
  imported: ImportedTask,
  { update }: { update: boolean },
): TaskChanges {
  const content = update ? mergeDeep({ ...record }, imported) : { ...imported };
  return Object.fromEntries(
    IMPORTED.flatMap((part) => (content[part] === undefined ? [] : [[part, content[part]]])),
  ) as TaskChanges;
}
