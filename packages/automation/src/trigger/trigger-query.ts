import type { ModelListRequest, TaskListRequest } from "@clearml-ts/protocol";
import { ARCHIVED } from "../archived.ts";
import { metricField } from "../objective/metric-field.ts";
import type { Trigger } from "./trigger.ts";

/** The fields that say when an object was changed. */
const CHANGES = ["last_update", "last_change"];

/** The conditions that models and tasks share. */
function sharedQuery({ matchName, project, tags, requiredTags }: Trigger, since: string) {
  const wanted = [...tags, ...requiredTags];
  return {
    ...(matchName !== undefined && { name: matchName }),
    ...(project !== undefined && { project: [project] }),
    ...(wanted.length > 0 && { tags: ["__$all", ...wanted] }),
    _or_: { fields: CHANGES, datetime: [`>${since}`] },
    // The one time that stays as it is while pages are read.
    order_by: ["created"],
  };
}

/** The models that have changed since a time in the way that a trigger waits for. */
export function modelQuery(trigger: Trigger, since: string): ModelListRequest {
  return {
    ...sharedQuery(trigger, since),
    ...(trigger.onPublish && { ready: true }),
    ...(trigger.onArchive && { system_tags: [ARCHIVED] }),
    only_fields: ["id", ...CHANGES],
  };
}

/** The tasks, or datasets, that have changed since a time in the way that a trigger waits for. */
export function taskQuery(trigger: Trigger, since: string): TaskListRequest {
  return {
    ...sharedQuery(trigger, since),
    ...(trigger.kind === "dataset" ? datasetConditions(trigger) : taskConditions(trigger)),
    only_fields: ["id", ...CHANGES],
  };
}

function datasetConditions({ onPublish, onArchive }: Trigger): TaskListRequest {
  return {
    type: ["data_processing"],
    system_tags: ["__$all", "dataset", ...(onArchive ? [ARCHIVED] : [])],
    status: [onPublish ? "published" : "completed"],
  };
}

function taskConditions({ excludeDev, onStatus, metric }: Trigger): TaskListRequest {
  return {
    ...(excludeDev && { system_tags: ["-development"] }),
    ...(onStatus.length > 0 && { status: onStatus }),
    ...(metric && {
      [metricField(metric, `${metric.sign}_value`)]:
        metric.sign === "max" ? [metric.threshold, null] : [null, metric.threshold],
    }),
  };
}
