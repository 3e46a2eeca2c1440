import type { MetricEvent } from "@clearml-ts/protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { seeded } from "../../../fixtures/property-runs.fixture.ts";
import { acceptEvent, identifyEvent } from "./accept-event.ts";
import { EventSummaryBuilder } from "./event-summary.ts";
import { type CurveSummaries, mergeSummaries, metricHash } from "./last-metrics.ts";

interface Point {
  readonly variant: string;
  readonly iter: number;
  readonly value: number;
  readonly timestamp: number;
}

const point: fc.Arbitrary<Point> = fc.record({
  variant: fc.constantFrom("v", "w"),
  iter: fc.integer({ min: 0, max: 6 }),
  value: fc.integer({ min: -40, max: 40 }).map((quarters) => quarters / 4),
  timestamp: fc.integer({ min: 0, max: 5 }),
});

/** Points, and how many of them come in each request. */
const reports = fc.array(fc.array(point, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 });

function summarize(points: readonly Point[]): EventSummaryBuilder {
  const summary = new EventSummaryBuilder();
  for (const each of points) {
    const raw = { type: "training_stats_scalar", task: "t", metric: "m", ...each };
    const identity = identifyEvent(raw);
    const accepted = "refused" in identity ? identity : acceptEvent(raw, identity, { now: 0, worker: "" });
    if (!("refused" in accepted)) {
      summary.add(accepted);
    }
  }
  return summary;
}

function lastMetricsOf(requests: readonly (readonly Point[])[]): Record<string, MetricEvent> {
  let known: CurveSummaries = { lastMetrics: {}, uniqueMetrics: [] };
  for (const points of requests) {
    known = mergeSummaries(known, summarize(points));
  }
  const variants = Object.values(known.lastMetrics[metricHash("m")] ?? {});
  return Object.fromEntries(variants.map((event) => [event.variant, event]));
}

/** The facts about one curve after some requests, read off all of its points at once. */
function foldOf(requests: readonly (readonly Point[])[], variant: string): MetricEvent {
  const byRequest = requests
    .map((points) => points.filter((each) => each.variant === variant))
    .filter(({ length }) => length > 0);
  const all = byRequest.flat();
  const [first = [], last = []] = [byRequest[0], byRequest.at(-1)];
  const least = Math.min(...all.map(({ value }) => value));
  const most = Math.max(...all.map(({ value }) => value));
  const earliest = Math.min(...first.map(({ iter }) => iter));
  // Of the last request counts the greatest iteration, of several points there the latest, of several of those the last.
  const newest = last.reduce((best, each) =>
    each.iter > best.iter || (each.iter === best.iter && each.timestamp >= best.timestamp) ? each : best,
  );
  let [mean, count] = [0, 0];
  for (const points of byRequest) {
    const total = points.reduce((sum, { value }) => sum + value, 0);
    mean = Number(((mean * count + total) / (count + points.length)).toFixed(2));
    count += points.length;
  }
  return {
    ...{ metric: "m", variant, value: newest.value, count, mean_value: mean },
    ...{ min_value: least, min_value_iteration: all.find(({ value }) => value === least)?.iter ?? 0 },
    ...{ max_value: most, max_value_iteration: all.find(({ value }) => value === most)?.iter ?? 0 },
    ...{ first_value: first.find(({ iter }) => iter === earliest)?.value ?? 0, first_value_iteration: earliest },
  };
}

test("what is kept of curves is what their points say", () => {
  fc.assert(
    fc.property(reports, (requests) => {
      const variants = [...new Set(requests.flat().map(({ variant }) => variant))];
      expect(lastMetricsOf(requests)).toEqual(
        Object.fromEntries(variants.map((variant) => [variant, foldOf(requests, variant)])),
      );
    }),
    { ...seeded, numRuns: 1000 },
  );
});

test("count, extremes and the last iteration do not depend on how points are put into requests", () => {
  const whatStays = (requests: readonly (readonly Point[])[]) => ({
    curves: Object.values(lastMetricsOf(requests)).map(({ variant, count, min_value, max_value, ...rest }) => ({
      ...{ variant, count, min_value, max_value },
      ...{ lowest: rest.min_value_iteration, highest: rest.max_value_iteration },
    })),
    lastIteration: Math.max(...requests.map((points) => summarize(points).lastIteration ?? 0)),
  });
  fc.assert(
    fc.property(reports, (requests) => {
      const all = requests.flat();
      expect(whatStays([all])).toEqual(whatStays(requests));
      expect(whatStays(all.map((each) => [each]))).toEqual(whatStays(requests));
    }),
    { ...seeded, numRuns: 1000 },
  );
});
