import type {
  ArtifactId,
  ArtifactRecord,
  RequestOf,
  TaskModelItem,
  TaskRecord,
  TaskStatus,
} from "@clearml-ts/protocol";
import { withItems } from "../../parameters/hyperparams.ts";

/** Makes the record of a new task. Its results stay in the session, wherever they were to go. */
export function newTask(
  id: string,
  { output_dest: _destination, tags, system_tags, ...content }: RequestOf<"tasks.create">,
  now: Date,
): TaskRecord {
  const time = now.toISOString();
  return defined<TaskRecord>({
    ...content,
    id,
    status: "created",
    tags: [...(tags ?? [])],
    system_tags: [...(system_tags ?? [])],
    created: time,
    last_update: time,
  });
}

/** Changes the fields that are given, whatever the status is. */
export function edited(record: TaskRecord, request: RequestOf<"tasks.edit">): TaskRecord {
  const { task: _id, force: _force, output_dest: _destination, execution, tags, system_tags, ...fields } = request;
  return defined<TaskRecord>({
    ...record,
    ...fields,
    ...(tags && { tags: [...tags] }),
    ...(system_tags && { system_tags: [...system_tags] }),
    ...(execution && { execution: { ...record.execution, ...execution } }),
  });
}

/** Moves the task to another status, with the reasons for it. */
export function moved(
  record: TaskRecord,
  status: TaskStatus,
  {
    status_reason = "",
    status_message = "",
  }: { status_reason?: string | undefined; status_message?: string | undefined },
  now: Date,
): TaskRecord {
  const time = now.toISOString();
  const moment = status === "in_progress" ? { started: time } : { completed: time };
  return { ...record, ...moment, status, status_reason, status_message, status_changed: time };
}

/** Sets parameters, in place of those of the same sections, of all, or of none but their own names. */
export function withParameters(
  record: TaskRecord,
  { hyperparams, replace_hyperparams = "none" }: RequestOf<"tasks.edit_hyper_params">,
): TaskRecord {
  const named = new Set(hyperparams.map(({ section }) => section));
  const stored = Object.entries(record.hyperparams ?? {}).filter(([section]) => {
    return replace_hyperparams === "none" || (replace_hyperparams === "section" && !named.has(section));
  });
  return { ...record, hyperparams: withItems(Object.fromEntries(stored), hyperparams) };
}

/** Takes parameters away by section and name; one without a name stands for its section. */
export function withoutParameters(
  record: TaskRecord,
  { hyperparams }: RequestOf<"tasks.delete_hyper_params">,
): TaskRecord {
  const isGone = (section: string, name: string) =>
    hyperparams.some((place) => place.section === section && (place.name ?? name) === name);
  const sections = Object.entries(record.hyperparams ?? {}).map(([section, items]) => {
    return [section, Object.fromEntries(Object.entries(items).filter(([name]) => !isGone(section, name)))] as const;
  });
  return { ...record, hyperparams: Object.fromEntries(sections.filter(([, items]) => Object.keys(items).length > 0)) };
}

/** Adds artifacts, in place of those with the same key and mode. */
export function withArtifacts(record: TaskRecord, artifacts: readonly ArtifactRecord[]): TaskRecord {
  const others = withoutArtifacts(record, artifacts).execution?.artifacts ?? [];
  return { ...record, execution: { ...record.execution, artifacts: [...others, ...artifacts] } };
}

/** Takes artifacts off the list. */
export function withoutArtifacts(record: TaskRecord, named: readonly ArtifactId[]): TaskRecord {
  const isNamed = ({ key, mode = "output" }: ArtifactRecord) =>
    named.some((other) => other.key === key && (other.mode ?? "output") === mode);
  const artifacts = (record.execution?.artifacts ?? []).filter((artifact) => !isNamed(artifact));
  return { ...record, execution: { ...record.execution, artifacts } };
}

/** Lists a model under a name, in place of the one before. */
export function withModel(
  record: TaskRecord,
  { name, model, type }: RequestOf<"tasks.add_or_update_model">,
): TaskRecord {
  const listed: TaskModelItem[] = record.models?.[type] ?? [];
  const models = [...listed.filter((item) => item.name !== name), { name, model }];
  return { ...record, models: { ...record.models, [type]: models } };
}

/** JSON does not send what is undefined. */
function defined<T>(record: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}
