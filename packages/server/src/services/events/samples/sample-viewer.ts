import { type DebugImageEvent, type PlotEvent, results } from "@clearml-ts/protocol";
import type { ServerContext } from "../../../context.ts";
import { ApiFailure } from "../../../errors.ts";
import type { Call, Routes } from "../../../routing/routes.ts";
import { findOwner } from "../owners.ts";
import type { Series } from "../store/series.ts";
import type { SampleStore } from "./samples.ts";
import type { ViewerState } from "./viewer-state.ts";

const openFields = {
  task: "string!",
  metric: "string!",
  iteration: "integer",
  refresh: "boolean",
  scroll_id: "string",
  navigate_current_metric: "boolean",
  model_events: "boolean",
} as const;

const nextFields = {
  task: "string!",
  scroll_id: "string!",
  navigate_earlier: "boolean",
  next_iteration: "boolean",
  model_events: "boolean",
} as const;

/** Endpoints of the viewers of single images and plots. */
export const sampleViewerRoutes = {
  "events.get_debug_image_sample": [
    {
      minVersion: "2.12",
      fields: { variant: "string!", ...openFields },
      handle: (call) => imageReply(open(call, call.context.events.debugImages, "training_debug_image")),
    },
  ],
  "events.next_debug_image_sample": [
    {
      minVersion: "2.12",
      fields: nextFields,
      handle: (call) => imageReply(next(call, call.context.events.debugImages, "training_debug_image")),
    },
  ],
  "events.get_plot_sample": {
    fields: openFields,
    handle: (call) => plotReply(open(call, call.context.events.plots, "plot")),
  },
  "events.next_plot_sample": {
    fields: nextFields,
    handle: (call) => plotReply(next(call, call.context.events.plots, "plot")),
  },
} satisfies Partial<Routes<"events">>;

type Sample = PlotEvent | DebugImageEvent;

/** The samples that a viewer is to show next. */
interface View<Event extends Sample> {
  readonly scrollId: string;
  readonly events: readonly Event[];
  readonly extent: { readonly min: number; readonly max: number } | undefined;
}

function imageReply({ scrollId, events: [event], extent }: View<DebugImageEvent>) {
  return { scroll_id: scrollId, event: event ?? null, ...extentReply(extent) };
}

function plotReply({ scrollId, events, extent }: View<PlotEvent>) {
  return { scroll_id: scrollId, events: [...events], ...extentReply(extent) };
}

function extentReply(extent: View<Sample>["extent"]): { min_iteration?: number; max_iteration?: number } {
  return extent ? { min_iteration: extent.min, max_iteration: extent.max } : {};
}

/** Opens a viewer at an iteration, or the last one before it that has something to show. */
function open<Event extends Sample>(
  { context, request }: Call<"events.get_debug_image_sample" | "events.get_plot_sample">,
  samples: SampleStore<Event>,
  type: ViewerState["type"],
): View<Event> {
  const { task, metric, iteration, navigate_current_metric: withinMetric = true } = request;
  const variant = "variant" in request ? request.variant : "";
  findOwner(context, task, request.model_events);
  const { viewers } = context.events;
  const known = viewers.get(request.scroll_id ?? undefined);
  const mismatch = known && (known.task !== task || known.type !== type || known.withinMetric !== withinMetric);
  if (known && (mismatch || (withinMetric && known.metric !== metric))) {
    throw new ApiFailure(results.invalidScrollId, {
      detail: "it belongs to another task or metric",
      fields: { scroll_id: request.scroll_id },
    });
  }
  const state: ViewerState = known ?? { task, type, withinMetric, metric, variant };
  const scrollId = (known && request.scroll_id) || viewers.add(state);
  const series = seriesOf(context, { ...state, metric, variant });
  const below = iteration === undefined ? undefined : iteration + 1;
  const [found] = samples.iterations(series, { below, count: 1, descending: true });
  if (found === undefined) {
    return { scrollId, events: [], extent: samples.extent(series) };
  }
  return show({ context, samples, state, scrollId }, samples.at(series, [found]));
}

/** Goes on to the neighbour in the order of iteration, metric and, for images, variant. */
function next<Event extends Sample>(
  { context, request }: Call<"events.next_debug_image_sample" | "events.next_plot_sample">,
  samples: SampleStore<Event>,
  type: ViewerState["type"],
): View<Event> {
  const { task, scroll_id: scrollId, navigate_earlier: earlier = true, next_iteration = false } = request;
  findOwner(context, task, request.model_events);
  const state = context.events.viewers.get(scrollId);
  if (!state || state.task !== task || state.type !== type) {
    throw new ApiFailure(results.invalidScrollId, { fields: { scroll_id: scrollId } });
  }
  const { iteration } = state;
  if (iteration === undefined) {
    return { scrollId, events: [], extent: undefined };
  }

  const all = context.events.series.find(task, type);
  const candidates = state.withinMetric ? all.filter(({ metric }) => metric === state.metric) : all;
  const beyond = candidates.filter((one) => {
    const order = compareNames(one, state);
    return earlier ? order < 0 : order > 0;
  });
  const here = next_iteration ? [] : samples.at(beyond, [iteration]);
  const [other] = samples.iterations(candidates, {
    ...(earlier ? { below: iteration } : { above: iteration }),
    count: 1,
    descending: earlier,
  });
  const there = here.length > 0 || other === undefined ? here : samples.at(candidates, [other]);
  const start = earlier ? there.at(-1) : there[0];
  return show(
    { context, samples, state, scrollId },
    start ? there.filter((event) => isShownWith(state, event, start)) : [],
  );
}

/** Compares series with what is shown; for plots all variants of a metric are one. */
function compareNames(series: Series, { type, metric, variant }: ViewerState): number {
  if (series.metric !== metric) {
    return series.metric < metric ? -1 : 1;
  }
  if (type === "plot" || series.variant === variant) {
    return 0;
  }
  return series.variant < variant ? -1 : 1;
}

function isShownWith({ type }: ViewerState, event: Sample, start: Sample): boolean {
  return event.metric === start.metric && (type === "plot" || event.variant === start.variant);
}

function seriesOf({ events }: ServerContext, { task, type, metric, variant }: ViewerState): Series[] {
  return events.series.find(task, type, new Map([[metric, type === "plot" ? [] : [variant]]]));
}

function show<Event extends Sample>(
  {
    context,
    samples,
    state,
    scrollId,
  }: { context: ServerContext; samples: SampleStore<Event>; state: ViewerState; scrollId: string },
  events: readonly Event[],
): View<Event> {
  const [first] = events;
  if (!first) {
    return { scrollId, events, extent: undefined };
  }
  state.metric = first.metric ?? "";
  state.variant = state.type === "plot" ? "" : (first.variant ?? "");
  if (first.iter !== undefined) {
    state.iteration = first.iter;
  }
  return { scrollId, events, extent: samples.extent(seriesOf(context, state)) };
}
