import type { JoinedTaskRecord, ReplyOf } from "@clearml-ts/protocol";
import { visible } from "../../records/listing.ts";
import type { Call } from "../../routing/routes.ts";
import { compareCurves, readSampling, singleValues } from "../events/curves/read-curves.ts";
import { metricFilter } from "../events/metric-filter.ts";
import { findOwners } from "../events/owners.ts";
import { groupByIteration } from "../events/samples/group-samples.ts";
import { iterationsOfMetrics, iterationsOfTask, multiTaskPlots } from "../events/samples/multi-task-plots.ts";
import { conformModel } from "../models/list-routes.ts";
import { listTasks } from "../tasks/lists/list-tasks.ts";

type TaskDataCall = Call<"reports.get_task_data">;
type TaskData = ReplyOf<"reports.get_task_data">;
type Found = ReplyOf<"tasks.get_all_ex">;

type SampleQuery = NonNullable<TaskDataCall["request"]["debug_images"]>;

/** Answers `reports.get_task_data`: a list query together with what the tasks or models found by it reported. */
export function taskData(call: TaskDataCall): TaskData {
  const { context, request } = call;
  const { model_events: modelEvents = false, plots, debug_images: images, single_value_metrics } = request;
  const { scalar_metrics_iter_histogram: curves } = request;
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

function newestQuery({ iters, metrics }: SampleQuery) {
  return { iters: iters ?? 1, filter: metricFilter(metrics) };
}

function newestImages({ context }: TaskDataCall, id: string, { iters, filter }: ReturnType<typeof newestQuery>) {
  const { debugImages, series } = context.events;
  const found = series.find(id, "training_debug_image", filter);
  const iterations = debugImages.iterations(found, { count: iters, descending: true });
  return groupByIteration(debugImages.at(found, iterations));
}
