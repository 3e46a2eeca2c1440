import type { TaskStatus } from "@clearml-ts/protocol";
import { emptyTarget } from "../launch/launch-options.ts";
import { type LaunchRecord, launchRecord, withLaunchRecord } from "../launch/launch-record.ts";
import type { MetricThreshold, Trigger, TriggerKind } from "./trigger.ts";

/** A trigger as Python's classes write it into the configuration; null leaves a field as it is. */
export interface TriggerRecord extends LaunchRecord {
  project: string | null;
  match_name: string | null;
  tags: readonly string[] | null;
  required_tags: readonly string[] | null;
  add_tag: string | null;
  last_update: string | null;
  on_publish?: boolean | null;
  on_archive?: boolean | null;
  metrics?: string | null;
  variant?: string | null;
  threshold?: number | null;
  value_sign?: string | null;
  exclude_dev?: boolean | null;
  on_status?: readonly TaskStatus[] | null;
}

/** A trigger as Python writes it into the state. */
export interface TriggerStateRecord extends TriggerRecord {
  _executed_instances: readonly string[] | null;
  _triggered_instances: Readonly<Record<string, string>> | null;
}

/** Writes what people may change of a trigger. */
export function triggerRecord(trigger: Trigger): TriggerRecord {
  return {
    ...launchRecord(trigger),
    project: trigger.project ?? null,
    match_name: trigger.matchName ?? null,
    tags: orNull(trigger.tags),
    required_tags: orNull(trigger.requiredTags),
    add_tag: trigger.addTag ?? null,
    last_update: trigger.lastUpdate ?? null,
    ...(trigger.kind === "task" ? taskPart(trigger) : { on_publish: trigger.onPublish, on_archive: trigger.onArchive }),
  };
}

/** Writes all of a trigger. */
export function triggerStateRecord(trigger: Trigger): TriggerStateRecord {
  return {
    ...triggerRecord(trigger),
    _executed_instances: orNull(trigger.executedInstances),
    _triggered_instances: Object.keys(trigger.triggeredInstances).length > 0 ? trigger.triggeredInstances : null,
  };
}

/** Lays a record over a trigger, of which it may change everything but its function and its kind. */
export function withTriggerRecord(trigger: Trigger, record: Partial<TriggerStateRecord>): Trigger {
  return {
    ...trigger,
    ...withLaunchRecord(trigger, record),
    project: record.project ?? trigger.project,
    matchName: record.match_name ?? trigger.matchName,
    tags: record.tags ?? trigger.tags,
    requiredTags: record.required_tags ?? trigger.requiredTags,
    addTag: record.add_tag ?? trigger.addTag,
    onPublish: record.on_publish ?? trigger.onPublish,
    onArchive: record.on_archive ?? trigger.onArchive,
    onStatus: record.on_status ?? trigger.onStatus,
    excludeDev: record.exclude_dev ?? trigger.excludeDev,
    metric: metricOf(record) ?? trigger.metric,
    ...withTriggerHistory(trigger, record),
  };
}

/** The part of a trigger that tells what has happened so far. */
export function withTriggerHistory(
  trigger: Trigger,
  record: Partial<TriggerStateRecord>,
): Pick<Trigger, "lastUpdate" | "triggeredInstances" | "executedInstances"> {
  return {
    // What the program has seen since is newer than what people see on the page.
    lastUpdate: trigger.lastUpdate ?? record.last_update ?? undefined,
    triggeredInstances: { ...record._triggered_instances, ...trigger.triggeredInstances },
    executedInstances: (record._executed_instances ?? trigger.executedInstances).map(String),
  };
}

/** A trigger that is nothing yet, to lay a record over. */
export function emptyTrigger(kind: TriggerKind): Trigger {
  return {
    kind,
    ...emptyTarget<[id: string]>(),
    project: undefined,
    matchName: undefined,
    tags: [],
    requiredTags: [],
    addTag: undefined,
    lastUpdate: undefined,
    triggeredInstances: {},
    onPublish: false,
    onArchive: false,
    onStatus: [],
    metric: undefined,
    excludeDev: false,
  };
}

function taskPart({ metric, excludeDev, onStatus }: Trigger): Partial<TriggerRecord> {
  return {
    metrics: metric?.title ?? null,
    variant: metric?.series ?? null,
    threshold: metric?.threshold ?? null,
    value_sign: metric?.sign ?? null,
    exclude_dev: excludeDev,
    on_status: orNull(onStatus),
  };
}

function metricOf({ metrics, variant, threshold, value_sign }: Partial<TriggerRecord>): MetricThreshold | undefined {
  if (!metrics || !variant || threshold === null || threshold === undefined) {
    return undefined;
  }
  return { title: metrics, series: variant, threshold, sign: value_sign?.startsWith("max") ? "max" : "min" };
}

function orNull<T>(list: readonly T[]): readonly T[] | null {
  return list.length > 0 ? list : null;
}
