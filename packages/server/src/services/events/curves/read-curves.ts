import {
  type Curves,
  type MultiTaskCurves,
  nonFiniteText,
  type RequestOf,
  SINGLE_VALUE_ITERATION,
  type SingleValues,
} from "@clearml-ts/protocol";
import type { ServerContext } from "../../../context.ts";
import { ApiFailure } from "../../../errors.ts";
import { metricsField } from "../../../fields/record-fields.ts";
import { bareRecord } from "../../../values/bare-record.ts";
import { metricFilter } from "../metric-filter.ts";
import type { EventOwner } from "../owners.ts";
import type { Curve as CurveMeans } from "../points/bucket-means.ts";
import type { CurveRange } from "../points/curve-range.ts";
import { groupCurves } from "../points/sampling.ts";
import type { MetricFilter } from "../store/series.ts";
import { metricHash } from "../writing/last-metrics.ts";

/** The possible x axes of a curve. */
export const SCALAR_KEYS = ["iter", "timestamp", "iso_time"] as const;

type ScalarKey = (typeof SCALAR_KEYS)[number];

/** The types of what a request says about sampling. */
export const samplingFields = {
  samples: { type: "integer", minimum: 1, maximum: 6000, null: "refused" },
  key: { type: "string", enum: SCALAR_KEYS },
  metrics: metricsField,
  envelope: "boolean",
  range: { type: "object", fields: { min: "number!", max: "number!" } },
} as const;

/** How curves are thinned out. */
export interface SamplingOptions {
  readonly samples: number;
  readonly key: ScalarKey;
  readonly filter: MetricFilter | undefined;
  /** Show NaN and infinities, apart. */
  readonly nonFinite: boolean;
  /** Show the least and the greatest value of each bucket. */
  readonly envelope: boolean;
  /** Only the points there. */
  readonly range: CurveRange | undefined;
}

/** Reads how to thin out curves. @throws {@link ApiFailure} 400/12 when a metric has no name. */
export function readSampling(
  request: Omit<RequestOf<"events.scalar_metrics_iter_histogram">, "task">,
): SamplingOptions {
  const { samples = 2000, key = "iter", metrics, non_finite: nonFinite = false, envelope = false, range } = request;
  return { samples, key, filter: metricFilter(metrics), nonFinite, envelope, range };
}

/** The thinned-out curves of one task or model; those without a point to show are left out. */
export function sampledCurves(
  context: ServerContext,
  owner: EventOwner,
  { samples, key, filter, nonFinite, envelope, range }: SamplingOptions,
): Curves {
  const { series, scalars } = context.events;
  const axis = key === "iter" ? "iter" : "timestamp";
  const extents = scalars.extents(series.find(owner.id, "training_stats_scalar", filter), axis, range);
  const sampled = new Map<number, CurveMeans>();
  for (const group of groupCurves(extents, samples)) {
    for (const curve of group.curves) {
      sampled.set(curve.id, scalars.sample(curve, axis, group.interval, range));
    }
  }
  const places = (x: number[]) => (key === "iso_time" ? x.map(isoTime) : x);
  // In the order of the names, which is not the order of sampling.
  const curves: Curves = bareRecord();
  for (const { id, metric, variant } of extents) {
    const { x = [], y = [], least = [], greatest = [], nonFinite: gaps } = sampled.get(id) ?? {};
    const shownGaps = nonFinite && gaps && { x: places(gaps.x), y: gaps.y.map(nonFiniteText) };
    if (x.length === 0 && !shownGaps) {
      continue;
    }
    const label = owner.lastMetrics[metricHash(metric)]?.[metricHash(variant)]?.x_axis_label;
    curves[metric] ??= bareRecord();
    curves[metric][variant] = {
      name: variant,
      x: places(x),
      y,
      ...(envelope && { y_min: least, y_max: greatest }),
      ...(label !== undefined && { x_axis_label: label }),
      ...(shownGaps && { non_finite: shownGaps }),
    };
  }
  return curves;
}

/** The thinned-out curves of several tasks or models, each sampled by itself. */
export function compareCurves(
  context: ServerContext,
  owners: readonly EventOwner[],
  options: SamplingOptions,
): MultiTaskCurves {
  const metrics: MultiTaskCurves = bareRecord();
  for (const owner of owners) {
    for (const [metric, variants] of Object.entries(sampledCurves(context, owner, options))) {
      for (const [variant, curve] of Object.entries(variants)) {
        metrics[metric] ??= bareRecord();
        metrics[metric][variant] ??= bareRecord();
        metrics[metric][variant][owner.id] = { ...curve, name: owner.name };
      }
    }
  }
  return metrics;
}

/** The values that tasks or models reported without iterations; those that reported none are left out. */
export function singleValues(
  context: ServerContext,
  owners: readonly EventOwner[],
  { filter, nonFinite = false }: { filter?: MetricFilter | undefined; nonFinite?: boolean | undefined } = {},
): SingleValues[] {
  const { series, scalars } = context.events;
  const tasks = owners.map(({ id, name }) => {
    const found = scalars.events.at(series.find(id, "training_stats_scalar", filter), SINGLE_VALUE_ITERATION);
    const values: SingleValues["values"] = [];
    const gaps: NonNullable<SingleValues["non_finite"]> = [];
    for (const { metric = "", variant = "", value, timestamp = 0 } of found) {
      if (typeof value === "number") {
        values.push({ metric, variant, value, timestamp });
      } else if (nonFinite) {
        gaps.push({ metric, variant, value, timestamp });
      }
    }
    return { task: id, task_name: name, values, ...(gaps.length > 0 && { non_finite: gaps }) };
  });
  return tasks.filter(({ values, non_finite = [] }) => values.length + non_finite.length > 0);
}

/** A time as the API writes it on an axis. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
