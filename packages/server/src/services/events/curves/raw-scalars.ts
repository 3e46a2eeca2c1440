import { type NonFiniteText, nonFiniteText, type ScalarKey } from "@clearml-ts/protocol";
import { countField } from "../../../fields/fields.ts";
import type { Routes } from "../../../routing/routes.ts";
import { isObject } from "../../../values/is-object.ts";
import { metricFilter } from "../metric-filter.ts";
import { findOwner } from "../owners.ts";
import type { ScalarPoint } from "../points/scalar-events.ts";
import { EXHAUSTED, readScrollId, writeScrollId } from "../scroll-id.ts";
import type { Series } from "../store/series.ts";
import { isoTime, SCALAR_KEYS } from "./read-curves.ts";

/** Endpoints that read every point, part by part. */
export const rawScalarRoutes = {
  "events.scalar_metrics_iter_raw": [
    {
      minVersion: "2.16",
      fields: {
        task: "string!",
        metric: { type: "object!", fields: { metric: "string!", variants: "string[]" } },
        key: { type: "string", enum: SCALAR_KEYS },
        batch_size: countField,
        scroll_id: "string",
        count_total: "boolean",
        model_events: "boolean",
        non_finite: "boolean",
      },
      handle: ({ context, request }) => {
        const { scroll_id, count_total = false, key = "iter", non_finite: nonFinite = false } = request;
        const owner = findOwner(context, request.task, request.model_events);
        const filter = metricFilter([request.metric]);
        if (scroll_id === EXHAUSTED) {
          return { variants: {}, returned: 0, total: null, scroll_id };
        }

        const scroll = scroll_id ? readScrollId(scroll_id, isScalarScroll) : undefined;
        const limit = Math.min(request.batch_size ?? scroll?.limit ?? 10_000, 200_000);
        const series = context.events.series.find(owner.id, "training_stats_scalar", filter);
        const { scalars } = context.events;
        const total = scroll?.total ?? (count_total ? scalars.countOnCurves(series) : null);
        const query = { limit, after: scroll?.after };
        const points = key === "iter" ? scalars.pointsByIteration(series, query) : scalars.pointsByTime(series, query);
        const last = points.at(-1);
        return {
          variants: byVariant(series, points, { key, nonFinite }),
          returned: points.length,
          total,
          scroll_id: last
            ? writeScrollId({ after: key === "iter" ? last.iter : last.timestamp, limit, total })
            : EXHAUSTED,
        };
      },
    },
  ],

  "events.get_scalar_metric_data": {
    fields: { task: "string!", metric: "string!", scroll_id: "string", no_scroll: "boolean", model_events: "boolean" },
    handle: ({ context, request }) => {
      const { metric, scroll_id, no_scroll = false } = request;
      const owner = findOwner(context, request.task, request.model_events);
      if (scroll_id === EXHAUSTED) {
        return { events: [], returned: 0, total: 0, scroll_id };
      }
      const scroll = scroll_id ? readScrollId(scroll_id, isScalarScroll) : undefined;
      const series = context.events.series.find(owner.id, "training_stats_scalar", new Map([[metric, []]]));
      const source = context.events.scalars.events;
      const events = source.page(series, { limit: PAGE, descending: true, after: scroll?.after });
      const total = scroll?.total ?? source.count(series);
      const last = events.at(-1)?.iter;
      const next = last === undefined ? EXHAUSTED : writeScrollId({ after: last, limit: PAGE, total });
      return { events, returned: events.length, total, scroll_id: no_scroll ? null : next };
    },
  },
} satisfies Partial<Routes<"events">>;

const PAGE = 500;

/** Where a reader of points stands. */
interface ScalarScroll {
  readonly after: number;
  readonly limit: number;
  readonly total: number | null;
}

function isScalarScroll(value: unknown): value is ScalarScroll {
  return (
    isObject(value) &&
    Number.isSafeInteger(value["after"]) &&
    Number.isSafeInteger(value["limit"]) &&
    (value["total"] === null || Number.isSafeInteger(value["total"]))
  );
}

/** Points of one variant, in two lists. */
interface PointLists<Y> {
  readonly x: number[];
  readonly y: Y[];
}

/** The points of each variant. Readers of lists of numbers get the finite ones, the others only who asks for them. */
function byVariant(
  series: readonly Series[],
  points: readonly ScalarPoint[],
  { key, nonFinite }: { key: ScalarKey; nonFinite: boolean },
) {
  const finite = new Map<number, PointLists<number>>();
  const others = new Map<number, PointLists<NonFiniteText>>();
  for (const { series, value, iter, timestamp } of points) {
    const x = key === "iter" ? iter : timestamp;
    if (Number.isFinite(value)) {
      addPoint(finite, series.id, x, value);
    } else if (nonFinite) {
      addPoint(others, series.id, x, nonFiniteText(value));
    }
  }
  const places = (x: number[]) => (key === "iso_time" ? x.map(isoTime) : x);
  return Object.fromEntries(
    series.flatMap(({ id, variant }) => {
      const { x, y } = finite.get(id) ?? { x: [], y: [] };
      const rest = others.get(id);
      if (y.length === 0 && !rest) {
        return [];
      }
      return [[variant, { y, [key]: places(x), ...(rest && { non_finite: { x: places(rest.x), y: rest.y } }) }]];
    }),
  );
}

function addPoint<Y>(lists: Map<number, PointLists<Y>>, series: number, x: number, y: Y): void {
  const list = lists.get(series) ?? { x: [], y: [] };
  lists.set(series, list);
  list.x.push(x);
  list.y.push(y);
}
