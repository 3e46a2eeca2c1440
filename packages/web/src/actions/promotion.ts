import type { JoinedModelRecord, MetadataItem } from "@clearml-ts/protocol";
import { callApi } from "../api/api.ts";
import { CHAMPION, FORMER_CHAMPION, type MainMetric } from "../models/main-metric.ts";

/** The reason for which a person makes a model the champion. */
export interface PromotionReason extends MainMetric {
  reason: string;
}

/** Whether a model is the champion of its project now. */
export function isChampion({ tags = [] }: JoinedModelRecord): boolean {
  return tags.includes(CHAMPION);
}

/**
 * Makes a model the champion of its project, as `promoteChampion` of the SDK records it: tagged, published, with the reason and the
 * champion before in its metadata. Those before are demoted last, so that there is a champion at every moment.
 */
export async function promote(model: JoinedModelRecord, { metric, value, reason }: PromotionReason): Promise<void> {
  const before = await championsOf(model, metric);
  const item = (key: string, text: string, type: string): MetadataItem => ({ key, value: text, type });
  await callApi("models.add_or_update_metadata", {
    model: model.id,
    metadata: [
      item("main_metric", metric, "str"),
      item("main_metric_value", String(value), "float"),
      item("champion_reason", reason, "str"),
      before[0] === undefined ? item("previous_champion", "", "") : item("previous_champion", before[0], "str"),
    ],
  });
  if (model.ready !== true) {
    await callApi("models.set_ready", { model: model.id, publish_task: false });
  }
  await callApi("models.update_tags", { ids: [model.id], add_tags: [CHAMPION], remove_tags: [FORMER_CHAMPION] });
  if (before.length > 0) {
    await callApi("models.update_tags", { ids: before, add_tags: [FORMER_CHAMPION], remove_tags: [CHAMPION] });
  }
}

/** The ids of the other champions of a metric in the model's project, newest first. */
async function championsOf({ id, project }: JoinedModelRecord, metric: string): Promise<string[]> {
  const { models } = await callApi("models.get_all", {
    ...(project?.id !== undefined && { project: [project.id] }),
    tags: [CHAMPION],
    system_tags: ["-archived"],
    // Without an operator before it, a text that begins with "-" excludes.
    "metadata.main_metric.value": ["__$any", metric],
    order_by: ["-created"],
    only_fields: ["id"],
  });
  return models.map((model) => model.id).filter((other) => other !== id);
}
