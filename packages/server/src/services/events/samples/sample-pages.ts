import { type DebugImageEvent, type PlotEvent, type ReplyOf, results, type TaskSamples } from "@clearml-ts/protocol";
import { ApiFailure } from "../../../errors.ts";
import { givenCountField } from "../../../fields/fields.ts";
import type { Call, Routes } from "../../../routing/routes.ts";
import { variantList } from "../metric-filter.ts";
import { findOwner, findOwners } from "../owners.ts";
import { EXHAUSTED } from "../scroll-id.ts";
import type { MetricFilter } from "../store/series.ts";
import { groupByIteration } from "./group-samples.ts";
import type { SampleStore } from "./samples.ts";
import type { SamplePositions } from "./viewer-state.ts";

const pageFields = {
  metrics: {
    type: "list!",
    items: { type: "object", fields: { task: "string!", metric: "string", variants: "string[]" } },
    minItems: 1,
  },
  iters: givenCountField,
  scroll_id: "string",
  navigate_earlier: "boolean",
  refresh: "boolean",
  model_events: "boolean",
} as const;

const legacyFields = { task: "string", iters: givenCountField, scroll_id: "string", model_events: "boolean" } as const;

/** Endpoints that leaf through images and plots, iteration by iteration. */
export const samplePageRoutes = {
  "events.plots": { fields: pageFields, handle: (call) => samplePage(call, call.context.events.plots, "plot") },

  "events.debug_images": [
    {
      minVersion: "1.0",
      legacy: true,
      fields: legacyFields,
      handle: (call) => legacyImages(call, ({ iters, newest }) => newest(iters)),
    },
    {
      minVersion: "1.8",
      legacy: true,
      fields: legacyFields,
      handle: (call) => legacyImages(call, ({ iters, latest }) => latest(iters)),
    },
    {
      minVersion: "2.7",
      fields: pageFields,
      handle: (call) => samplePage(call, call.context.events.debugImages, "training_debug_image"),
    },
  ],
} satisfies Partial<Routes<"events">>;

function samplePage<Event extends PlotEvent | DebugImageEvent>(
  { context, request }: Call<"events.plots" | "events.debug_images">,
  samples: SampleStore<Event>,
  type: Event["type"],
): { metrics: TaskSamples<Event>[]; scroll_id: string } {
  const { navigate_earlier = true, refresh = false } = request;
  const count = request.iters ?? 1;
  const filters = filtersByTask(request.metrics);
  findOwners(context, [...filters.keys()], request.model_events);

  const { samplePositions } = context.events;
  const known = samplePositions.get(request.scroll_id ?? undefined);
  const positions: SamplePositions = known ?? new Map();
  if (refresh) {
    positions.clear();
  }
  const metrics = [...filters].map(([task, filter]) => {
    const series = context.events.series.find(task, type, filter);
    const position = positions.get(task);
    // A client that stands nowhere yet begins at the newest, whichever way it wants to go.
    const descending = navigate_earlier || !position;
    const iterations = samples.iterations(series, {
      count,
      descending,
      ...(position && (descending ? { below: position.least } : { above: position.greatest })),
    });
    if (iterations.length > 0) {
      positions.set(task, { least: Math.min(...iterations), greatest: Math.max(...iterations) });
    }
    return { task, iterations: groupByIteration(samples.at(series, iterations)) };
  });
  return { metrics, scroll_id: (known && request.scroll_id) || samplePositions.add(positions) };
}

/** Reads which metrics to show of each task: all, as soon as one entry names no metric. */
function filtersByTask(
  metrics: readonly { task: string; metric?: string | null; variants?: readonly string[] }[],
): Map<string, MetricFilter | undefined> {
  if (metrics.length === 0) {
    throw new ApiFailure(results.validationError, { detail: "metrics: give at least one" });
  }
  const filters = new Map<string, Map<string, readonly string[]> | undefined>();
  for (const { task, metric, variants } of metrics) {
    if (typeof task !== "string") {
      throw new ApiFailure(results.validationError, { detail: "metrics: each needs a task" });
    }
    const filter = filters.has(task) ? filters.get(task) : new Map<string, readonly string[]>();
    if (typeof metric !== "string") {
      filters.set(task, undefined);
    } else {
      filters.set(task, filter?.set(metric, variantList(variants)));
    }
  }
  return filters;
}

/** The images that the two older handlers choose from. */
interface LegacyChoice {
  readonly iters: number;
  /** The newest of each variant. */
  readonly newest: (count: number) => DebugImageEvent[];
  /** Those of the last iterations. */
  readonly latest: (count: number) => DebugImageEvent[];
}

function legacyImages(
  { context, request }: Call<"events.debug_images">,
  choose: (choice: LegacyChoice) => DebugImageEvent[],
): ReplyOf<"events.debug_images"> {
  const { task, iters, scroll_id, model_events } = request as {
    task?: string;
    iters?: number;
    scroll_id?: string | null;
    model_events?: boolean;
  };
  if (task === undefined) {
    throw new ApiFailure(results.missingRequiredFields, { fields: { missing: ["task"] } });
  }
  const owner = findOwner(context, task, model_events);
  const { debugImages } = context.events;
  const series = context.events.series.find(owner.id, "training_debug_image");
  const images = scroll_id
    ? []
    : choose({
        iters: iters ?? 1,
        newest: (count) => debugImages.newest(series, count).sort((a, b) => (b.iter ?? 0) - (a.iter ?? 0)),
        latest: (count) => debugImages.at(series, debugImages.iterations(series, { count, descending: true })),
      });
  const reply = {
    task,
    images,
    returned: images.length,
    total: debugImages.events.count(series),
    scroll_id: EXHAUSTED,
  };
  // The protocol describes the present form; this is the form before 2.7.
  return reply as unknown as ReplyOf<"events.debug_images">;
}
