import { type LogEvent, results } from "@clearml-ts/protocol";
import type { ServerContext } from "../../../context.ts";
import { ApiFailure } from "../../../errors.ts";
import { countField } from "../../../fields/fields.ts";
import { metricsField } from "../../../fields/record-fields.ts";
import { type Call, RawReply, type Routes } from "../../../routing/routes.ts";
import { isObject } from "../../../values/is-object.ts";
import { metricFilter } from "../metric-filter.ts";
import { findOwner } from "../owners.ts";
import { EXHAUSTED, readScrollId, writeScrollId } from "../scroll-id.ts";
import { logTextWriter } from "./log-text.ts";

const ORDERS = ["asc", "desc"] as const;
type Order = (typeof ORDERS)[number];

const orderField = { type: "string", enum: ORDERS } as const;

const legacyFields = { task: "string!", batch_size: countField, order: orderField, scroll_id: "string" } as const;

/** Endpoints that read console output. */
export const logRoutes = {
  "events.get_task_log": [
    {
      minVersion: "1.0",
      legacy: true,
      fields: legacyFields,
      handle: (call) => scrollLog(call, call.request.order ?? "desc"),
    },
    {
      minVersion: "1.7",
      legacy: true,
      fields: { ...legacyFields, from: "any" },
      handle: (call) => {
        const { from } = call.request as { from?: unknown };
        return scrollLog(call, from === undefined || from === "head" ? "asc" : "desc");
      },
    },
    {
      minVersion: "2.9",
      fields: {
        task: "string!",
        batch_size: countField,
        navigate_earlier: "boolean",
        from_timestamp: "integer",
        order: orderField,
        metrics: metricsField,
      },
      handle: readLog,
    },
  ],

  "events.download_task_log": {
    link: true,
    fields: { task: "string!", line_type: "string", line_format: "string" },
    handle: ({ context, request }) => {
      const { task, line_type = "json", line_format = "{asctime} {worker} {level} {msg}" } = request;
      findOwner(context, task);
      const write = line_type.toLowerCase() === "json" ? jsonLine : textLine(line_format);
      return new RawReply(logStream(context, task, write), {
        "Content-Type": "text/plain",
        "Content-Disposition": `attachment; filename=task_${task}.log`,
        "Cache-Control": "no-store, max-age=0",
      });
    },
  },
} satisfies Partial<Routes<"events">>;

function readLog({ context, request }: Call<"events.get_task_log">) {
  const { task, from_timestamp, metrics, navigate_earlier: earlier = true } = request;
  findOwner(context, task);
  const limit = Math.min(request.batch_size ?? 5000, 10_000);
  const travel = earlier ? "desc" : "asc";
  const order = request.order ?? travel;
  const series = context.events.series.find(task, "log", metricFilter(metrics));
  // No line is older than the epoch: 0 means that there is no time to go on from.
  const events = context.events.logs.page(series, { earlier, limit, from: from_timestamp || undefined });
  if (order !== travel) {
    events.reverse();
  }
  return { events, returned: events.length, total: context.events.logs.events.count(series) };
}

/** Where a scroll through console output stands. */
interface LogScroll {
  readonly skip: number;
  readonly limit: number;
}

/** The older handlers: a fixed order, each page shown in the order asked for. */
function scrollLog({ context, request }: Call<"events.get_task_log">, travel: Order) {
  const { task } = request;
  findOwner(context, task);
  const order = request.order ?? "desc";
  const { scroll_id } = request as { scroll_id?: string | null };
  if (scroll_id === EXHAUSTED) {
    return { events: [], returned: 0, total: 0, scroll_id };
  }
  const limit = Math.min(request.batch_size ?? 500, 10_000);
  const scroll: LogScroll = scroll_id ? readScrollId(scroll_id, isLogScroll) : { skip: 0, limit };
  const series = context.events.series.find(task, "log");
  const events = context.events.logs.stretch(series, { ...scroll, descending: travel === "desc" });
  if (travel !== order) {
    events.reverse();
  }
  const next = writeScrollId({ ...scroll, skip: scroll.skip + events.length });
  return {
    events,
    returned: events.length,
    total: context.events.logs.events.count(series),
    scroll_id: events.length > 0 ? next : EXHAUSTED,
  };
}

function isLogScroll(value: unknown): value is LogScroll {
  return isObject(value) && Number.isSafeInteger(value["skip"]) && Number.isSafeInteger(value["limit"]);
}

/** Lines read at a time for a download. */
const DOWNLOAD_PAGE = 1000;

function logStream(context: ServerContext, task: string, write: (line: LogEvent) => string) {
  const encoder = new TextEncoder();
  const series = context.events.series.find(task, "log");
  let from: number | undefined;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const lines = context.events.logs.page(series, { earlier: false, limit: DOWNLOAD_PAGE, from });
      from = lines.at(-1)?.timestamp;
      if (lines.length > 0) {
        controller.enqueue(encoder.encode(lines.map(write).join("")));
      }
      if (lines.length < DOWNLOAD_PAGE) {
        controller.close();
      }
    },
  });
}

function jsonLine({ timestamp, type: _type, task: _task, ...rest }: LogEvent): string {
  return `${JSON.stringify({ ...rest, asctime: timestamp })}\n`;
}

function textLine(template: string): (line: LogEvent) => string {
  if (template === "") {
    throw new ApiFailure(results.missingRequiredFields, { detail: "line_format is needed for plain text lines" });
  }
  const write = logTextWriter(template);
  return ({ timestamp = 0, worker = "", level = null, msg }) => write({ timestamp, worker, level, msg });
}
