import { expect, test } from "vitest";
import { acceptEvent, identifyEvent } from "./accept-event.ts";
import { EventSummaryBuilder } from "./event-summary.ts";
import { MAX_SUMMARIZED_CURVES, mergeSummaries, metricHash, metricStats } from "./last-metrics.ts";

function summarize(...events: Record<string, unknown>[]): EventSummaryBuilder {
  const summary = new EventSummaryBuilder();
  for (const event of events) {
    const raw = { type: "training_stats_scalar", task: "t", metric: "m", variant: "v", timestamp: 0, ...event };
    const identity = identifyEvent(raw);
    const accepted = "refused" in identity ? identity : acceptEvent(raw, identity, { now: 0, worker: "" });
    if (!("refused" in accepted)) {
      summary.add(accepted);
    }
  }
  return summary;
}

const nothing = { lastMetrics: {}, uniqueMetrics: [] };
const path = [metricHash("m"), metricHash("v")];

test("the last value of a request is that of its greatest iteration, then of its latest time", () => {
  const summary = summarize(
    { iter: 2, value: 5, timestamp: 9 },
    { iter: 2, value: 6, timestamp: 8 },
    { iter: 1, value: 7, timestamp: 99 },
  );
  expect(mergeSummaries(nothing, summary)).toMatchObject({ uniqueMetrics: ["m/v"] });
  expect(mergeSummaries(nothing, summary).lastMetrics).toHaveProperty(path, {
    ...{ metric: "m", variant: "v", value: 5, count: 3, mean_value: 6 },
    ...{ first_value: 7, first_value_iteration: 1 },
    ...{ min_value: 5, min_value_iteration: 2, max_value: 7, max_value_iteration: 1 },
  });
});

test("a later request sets the value even with an older iteration, and extremes only when it beats them", () => {
  const first = mergeSummaries(nothing, summarize({ iter: 5, value: 1, x_axis_label: "step" }, { iter: 6, value: 2 }));
  const second = mergeSummaries(first, summarize({ iter: 0, value: 1.005 }, { iter: 1, value: 1 }, { value: 2 }));
  expect(second.lastMetrics).toHaveProperty(path, {
    ...{ metric: "m", variant: "v", value: 1, count: 5, mean_value: 1.4, x_axis_label: "step" },
    ...{ first_value: 1, first_value_iteration: 5 },
    ...{ min_value: 1, min_value_iteration: 5, max_value: 2, max_value_iteration: 6 },
  });
});

test("what is merged into is left as it was", () => {
  const before = mergeSummaries(nothing, summarize({ iter: 0, value: 1 }));
  const copy = structuredClone(before);
  mergeSummaries(before, summarize({ iter: 1, value: 2 }, { variant: "w", value: 3 }));
  expect(before).toEqual(copy);
});

test("curves beyond the limit are not summed up, known ones go on", () => {
  const many = Array.from({ length: MAX_SUMMARIZED_CURVES + 5 }, (_, index) => ({ variant: `${index}`, value: 1 }));
  const first = mergeSummaries(nothing, summarize(...many));
  expect(first.uniqueMetrics).toHaveLength(MAX_SUMMARIZED_CURVES);
  const second = mergeSummaries(first, summarize({ variant: "0", value: 9 }, { variant: "new", value: 9 }));
  expect(second.uniqueMetrics).toHaveLength(MAX_SUMMARIZED_CURVES);
  expect(second.lastMetrics).toHaveProperty([metricHash("m"), metricHash("0"), "value"], 9);
  expect(second.lastMetrics).not.toHaveProperty([metricHash("m"), metricHash("new")]);
});

test("the last iteration leaves machine monitors out and is never below zero", () => {
  expect(summarize({ value: 1 }).lastIteration).toBeUndefined();
  expect(summarize({ value: 1, iter: -2147483648 }).lastIteration).toBe(0);
  expect(summarize({ value: 1, iter: 3 }, { value: 1, iter: 90, metric: ":monitor:gpu" }).lastIteration).toBe(3);
});

test("the stats of a metric tell the latest time of each type of event", () => {
  const summary = summarize({ value: 1, timestamp: 5 }, { value: 1, timestamp: 3 }, { type: "plot", timestamp: 4 });
  expect(metricStats(summary)).toEqual({
    [metricHash("m")]: {
      metric: "m",
      event_stats_by_type: { training_stats_scalar: { last_update: 5 }, plot: { last_update: 4 } },
    },
  });
});
