import type { EventType, TaskEvent } from "@clearml-ts/protocol";
import { countField } from "../../fields/fields.ts";
import { metricsField } from "../../fields/record-fields.ts";
import type { Routes } from "../../routing/routes.ts";
import { isObject } from "../../values/is-object.ts";
import { metricFilter } from "./metric-filter.ts";
import { findOwner } from "./owners.ts";
import { readScrollId, writeScrollId } from "./scroll-id.ts";
import type { EventSource } from "./store/event-reader.ts";
import type { Series } from "./store/series.ts";
import { EVENT_TYPES } from "./writing/accepted-event.ts";
import { NO_ITERATION } from "./writing/iteration.ts";

/** The endpoint that goes through everything a task reported. */
export const allEventRoutes = {
  "events.get_task_events": {
    fields: {
      task: "string!",
      event_type: { type: "string", enum: ["all", ...EVENT_TYPES] },
      metrics: metricsField,
      order: { type: "string", enum: ["asc", "desc"] },
      batch_size: countField,
      scroll_id: "string",
      count_total: "boolean",
      model_events: "boolean",
    },
    handle: ({ context, request }) => {
      const { scroll_id, count_total = true } = request;
      const owner = findOwner(context, request.task, request.model_events);
      const begun = scroll_id ? readScrollId(scroll_id, isEventScroll) : undefined;
      if (scroll_id && begun?.ended) {
        return { events: [], returned: 0, total: begun.total, scroll_id };
      }
      // A scroll goes on as it began, whatever the later requests say; only the size of its pages may change.
      const type = begun?.type ?? request.event_type ?? "all";
      const order = begun?.order ?? request.order ?? "asc";
      const metrics = begun?.metrics ?? request.metrics ?? [];
      const limit = Math.min(request.batch_size ?? begun?.limit ?? 500, MAX_PAGE);

      const filter = metricFilter(metrics);
      const types: readonly EventType[] = type === "all" ? EVENT_TYPES : [type];
      const parts: Part[] = types.map((one) => ({
        source: context.events.reader(one),
        series: context.events.series.find(owner.id, one, filter),
      }));
      const total = begun?.total ?? (count_total ? sum(parts.map(({ source, series }) => source.count(series))) : 0);
      const { events, position } = readPage(parts, begun, { limit, descending: order === "desc" });
      const next = events.length > 0 ? position : { ended: true };
      return {
        events,
        returned: events.length,
        total,
        scroll_id: writeScrollId({ type, order, metrics, limit, total, ...next }),
      };
    },
  },
} satisfies Partial<Routes<"events">>;

const MAX_PAGE = 200_000;

/** The events of one type. */
interface Part {
  readonly source: EventSource;
  readonly series: readonly Series[];
}

/** Where a reader stands: at an iteration, or, behind all of them, among the events that have none. */
interface Position {
  readonly after?: number;
  readonly skip?: number;
}

interface EventScroll extends Position {
  readonly type: EventType | "all";
  readonly order: "asc" | "desc";
  readonly metrics: readonly { metric: string; variants?: readonly string[] }[];
  readonly limit: number;
  readonly total: number;
  /** Whether there is nothing more: the endpoint knows no other sign of it, `FFFF` is not a scroll here. */
  readonly ended?: boolean;
}

function readPage(
  parts: readonly Part[],
  { after, skip = 0 }: Position = {},
  { limit, descending }: { limit: number; descending: boolean },
): { events: TaskEvent[]; position: Position } {
  const withIteration = skip > 0 ? [] : mergeByIteration(parts, { limit, descending, after });
  if (withIteration.length >= limit) {
    return { events: withIteration, position: lastPosition(withIteration) };
  }
  // The last page is filled up, since clients take a short one for the end.
  const others = withoutIteration(parts, { skip, limit: limit - withIteration.length });
  const events = [...withIteration, ...others];
  return {
    events,
    position: others.length > 0 || skip > 0 ? { skip: skip + others.length } : lastPosition(withIteration),
  };
}

function lastPosition(events: readonly TaskEvent[]): Position {
  const after = events.at(-1)?.iter;
  return after === undefined ? {} : { after };
}

/** Each part gives a page of its own; what they give together beyond the limit comes again with the next page. */
function mergeByIteration(
  parts: readonly Part[],
  request: { limit: number; descending: boolean; after: number | undefined },
): TaskEvent[] {
  const direction = request.descending ? -1 : 1;
  const iteration = ({ iter = 0 }: TaskEvent) => direction * iter;
  const events = parts
    .flatMap(({ source, series }) => source.page(series, request))
    .sort((a, b) => iteration(a) - iteration(b));
  const last = events[request.limit - 1];
  return last ? events.filter((event) => iteration(event) <= iteration(last)) : events;
}

function withoutIteration(parts: readonly Part[], { skip, limit }: { skip: number; limit: number }): TaskEvent[] {
  const events: TaskEvent[] = [];
  let toSkip = skip;
  for (const { source, series } of parts) {
    if (events.length >= limit) {
      break;
    }
    const found = source.withoutIteration(series, { skip: toSkip, limit: limit - events.length });
    events.push(...found);
    if (toSkip > 0) {
      toSkip = Math.max(0, toSkip - source.count(series, NO_ITERATION));
    }
  }
  return events;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function isEventScroll(value: unknown): value is EventScroll {
  return (
    isObject(value) &&
    ["all", ...EVENT_TYPES].includes(value["type"] as string) &&
    ["asc", "desc"].includes(value["order"] as string) &&
    Array.isArray(value["metrics"]) &&
    Number.isSafeInteger(value["limit"]) &&
    Number.isSafeInteger(value["total"]) &&
    (value["after"] === undefined || Number.isSafeInteger(value["after"])) &&
    (value["skip"] === undefined || Number.isSafeInteger(value["skip"]))
  );
}
