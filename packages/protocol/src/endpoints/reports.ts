import type { DebugImageEvent } from "../records/event.ts";
import type { JoinedTaskRecord } from "../records/task.ts";
import type { ChangeReply, FreedSpace, NoFields } from "./change-reply.ts";
import type { MultiTaskPlots, TaskSamples } from "./events-samples.ts";
import type { CurveOptions, EventOwner, MetricVariants, MultiTaskCurves, SingleValues } from "./events-scalars.ts";
import type { ListReply } from "./list-request.ts";
import type { TaskListRequest } from "./tasks-lists.ts";

/** Fields of a report that a request can set. */
export interface ReportContent {
  tags?: readonly string[];
  comment?: string;
  /** Text in Markdown. */
  report?: string;
  /** Addresses of files the text shows. */
  report_assets?: readonly string[];
}

/** A report, and what to note with its change of status. */
export interface ReportStatusRequest {
  task: string;
  comment?: string;
  /** Noted as status message. */
  message?: string;
}

/** Endpoints of the `reports` service. Reference: `clearml-server apiserver/services/reports.py`. */
export interface ReportsEndpoints {
  /** Makes a report in the hidden project `.reports` of a project; its text is set by `reports.update`. */
  "reports.create": {
    request: ReportContent & { name: string; project?: string };
    reply: { id: string; project_id: string };
  };
  /** Writes a report. */
  "reports.update": { request: ReportContent & { task: string; name?: string }; reply: ChangeReply };
  /** Lists reports. */
  "reports.get_all_ex": { request: TaskListRequest; reply: ListReply & { tasks: JoinedTaskRecord[] } };
  /** Reads tasks or models together with some of what they reported. */
  "reports.get_task_data": {
    request: TaskListRequest &
      EventOwner & {
        plots?: { iters?: number; metrics?: readonly MetricVariants[]; last_iters_per_task_metric?: boolean };
        debug_images?: { iters?: number; metrics?: readonly MetricVariants[] };
        scalar_metrics_iter_histogram?: Omit<CurveOptions, "model_events">;
        single_value_metrics?: NoFields;
      };
    reply: {
      tasks: JoinedTaskRecord[];
      plots?: MultiTaskPlots;
      debug_images?: TaskSamples<DebugImageEvent>[];
      scalar_metrics_iter_histogram?: MultiTaskCurves;
      single_value_metrics?: SingleValues[];
    };
  };
  /** Moves a report to the hidden project `.reports` of another project. */
  "reports.move": {
    request: { task: string; project?: string; project_name?: string };
    reply: { project_id: string };
  };
  /** Publishes a report. */
  "reports.publish": { request: ReportStatusRequest; reply: ChangeReply };
  /** Puts a report away. */
  "reports.archive": { request: ReportStatusRequest; reply: { archived: number } };
  /** Takes a report out of the archive. */
  "reports.unarchive": { request: ReportStatusRequest; reply: { unarchived: number } };
  /** Deletes a report. */
  "reports.delete": {
    request: { task: string; force?: boolean };
    reply: { deleted: number | boolean; freed?: FreedSpace };
  };
  /** Lists the tags of reports. */
  "reports.get_tags": { request: NoFields; reply: { tags: string[] } };
}
