import type { JoinedTaskRecord, ReplyOf } from "@clearml-ts/protocol";
import { checkFields, type Fields } from "../../endpoints/fields.ts";
import { countOf } from "../../endpoints/request-values.ts";
import type { Call } from "../../endpoints/routes.ts";
import { visible } from "../../records/listing.ts";
import { compareCurves, readSampling, samplingFields, singleValues } from "../events/curves/read-curves.ts";
import { metricFilter } from "../events/metric-filter.ts";
import { findOwners } from "../events/owners.ts";
import { groupByIteration } from "../events/samples/group-samples.ts";
import { iterationsOfMetrics, iterationsOfTask, multiTaskPlots } from "../events/samples/multi-task-plots.ts";
import { conformModel } from "../models/list-routes.ts";
import { listTasks } from "../tasks/lists/list-tasks.ts";

type TaskDataCall = Call<"reports.get_task_data">;
type TaskData = ReplyOf<"reports.get_task_data">;
type Found = ReplyOf<"tasks.get_all_ex">;

const sampleFields = { iters: "integer", metrics: "object[]" } as const;

/** Answers `reports.get_task_data`: a list query together with what the tasks or models found by it reported. */
export function taskData(call: TaskDataCall): TaskData {
  const { context, request } = call;
  const { model_events: modelEvents = false, single_value_metrics } = request;
  const images = section(call, "debug_images", sampleFields);
  const plots = section(call, "plots", { ...sampleFields, last_iters_per_task_metric: "boolean" });
  const curves = section(call, "scalar_metrics_iter_histogram", samplingFields);
  const imageQuery = images && newestQuery(images);
  const plotQuery = plots && {
    ...newestQuery(plots),
    select: (plots.last_iters_per_task_metric ?? true) ? iterationsOfMetrics : iterationsOfTask,
  };
  const sampling = curves && readSampling(curves);

  const found = modelEvents ? findModels(call) : findTasks(call);
  const ids = found.tasks.map(({ id }) => id);
  const owners = findOwners(context, ids, modelEvents);
  return {
    ...found,
    ...(imageQuery
      ? { debug_images: ids.map((id) => ({ task: id, iterations: newestImages(call, id, imageQuery) })) }
      : {}),
    ...(plotQuery ? { plots: multiTaskPlots(context, owners, plotQuery).plots } : {}),
    ...(sampling ? { scalar_metrics_iter_histogram: compareCurves(context, owners, sampling) } : {}),
    ...(single_value_metrics ? { single_value_metrics: singleValues(context, owners) } : {}),
  };
}

function findTasks(call: TaskDataCall): Found {
  const { items, scroll } = listTasks<JoinedTaskRecord>(call, { joined: true, where: visible(call.request) });
  return { tasks: items, ...scroll };
}

function findModels({ context, request, version }: TaskDataCall): Found {
  const options = { joined: true, where: visible(request) };
  const { items, scroll } = context.listings.list<JoinedTaskRecord>("models", request, options);
  return { tasks: items.map((model) => conformModel(model, version)), ...scroll };
}

type Section<Name extends keyof TaskDataCall["request"]> = NonNullable<TaskDataCall["request"][Name]>;

/** One of the event queries in a request, checked like a request of its own. @throws ApiFailure 400/12 */
function section<Name extends "debug_images" | "plots" | "scalar_metrics_iter_histogram">(
  { endpoint, request }: TaskDataCall,
  name: Name,
  fields: Fields<Section<Name>>,
): Section<Name> | undefined {
  const given = request[name];
  if (given === undefined) {
    return undefined;
  }
  const query = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  checkFields(endpoint, query, fields);
  return query as Section<Name>;
}

function newestQuery({ iters, metrics }: Section<"debug_images">) {
  return { iters: countOf("iters", iters, { fallback: 1 }), filter: metricFilter(metrics) };
}

function newestImages({ context }: TaskDataCall, id: string, { iters, filter }: ReturnType<typeof newestQuery>) {
  const { debugImages, series } = context.events;
  const found = series.find(id, "training_debug_image", filter);
  const iterations = debugImages.iterations(found, { count: iters, descending: true });
  return groupByIteration(debugImages.at(found, iterations));
}
