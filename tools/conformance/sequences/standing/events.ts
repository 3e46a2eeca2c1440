import type { StandingDifference } from "./standing-difference.ts";

/** The standing differences of events. */
export const events: readonly StandingDifference[] = [
  {
    endpoints: /^events\./,
    kinds: ["values"],
    where: /^(scroll_id|.*scroll_id):/,
    reason: "each server makes scroll ids of its own",
  },
  {
    endpoints: /^events\.delete_for_(task|model)$/,
    kinds: ["values"],
    where: /^deleted: /,
    reason:
      "the reply says here whether something was deleted, as the written schema has it; the official server counts",
  },
  {
    endpoints: /^events\.add$/,
    kinds: ["stricter"],
    where: /"type":"training_stats_scalar"/,
    reason: "a scalar without a number is refused",
  },
  {
    endpoints: /^events\.(get_(task_(log|events|plots)|multi_task_plots)|scalar_metrics_iter_raw)$/,
    kinds: ["stricter"],
    where: /"(batch_size|iters)":(0|-1)/,
    reason: "Elasticsearch refuses such a size, which its imitation takes",
  },
  {
    endpoints: /^events\.clear_scroll$/,
    kinds: ["stricter"],
    codes: /^200\/0 400\/12$/,
    reason: "a scroll must be named",
  },
  {
    endpoints: /^events\.(next_\w+|debug_images)$/,
    kinds: ["otherwise"],
    codes: /^(400\/1104 400\/12|400\/12 400\/11)$/,
    reason: "the field is required there as well, and named by another code",
  },
  {
    endpoints: /^(events\.|reports\.get_task_data$)/,
    kinds: ["shape", "values"],
    where:
      /^([+-]?metrics|\+(debug_images|plots|scalar_metrics_iter_histogram|single_value_metrics)\b|debug_images\.length: 0 ≠|[+-]?(min|max)_iteration|total|returned|[+-]?events|name|[+-]?scroll_id)/,
    reason:
      "the imitation of Elasticsearch has no index before the first event, and counts matches before they are grouped",
  },
  {
    endpoints: /^events\.download_task_log$/,
    kinds: ["stricter"],
    where: /"line_format":[^"]/,
    reason: "the official server makes a text of whatever is sent",
  },
];
