import { type JoinedTaskRecord, type ReplyOf, results } from "@clearml-ts/protocol";
import type { ServerContext } from "../../context.ts";
import { where } from "../../database/documents/collection.ts";
import { ApiFailure } from "../../errors.ts";
import { givenCountField, uncheckedField } from "../../fields/fields.ts";
import { metricsField } from "../../fields/record-fields.ts";
import { and, type Condition, isEmpty, or } from "../../query/condition.ts";
import { cleanTags } from "../../records/tags.ts";
import { answerFreedSpace } from "../../routing/freed-space.ts";
import type { Call, Routes } from "../../routing/routes.ts";
import { write } from "../../routing/write.ts";
import { samplingFields } from "../events/curves/read-curves.ts";
import { checkName } from "../tasks/content/checks.ts";
import { listTasks, taskListFields } from "../tasks/lists/list-tasks.ts";
import { shorten } from "./shorten.ts";
import { REPORTS_PROJECT, type ReportContent } from "./store.ts";
import { taskData } from "./task-data.ts";

const content = { tags: "string[]", comment: "string", report: "string", report_assets: "string[]" } as const;

const sampleFields = { iters: givenCountField, metrics: metricsField } as const;

const statusFields = { task: "string!", comment: "string", message: "string" } as const;

/** The answers of the `reports` service. */
export const reportRoutes: Routes<"reports"> = {
  "reports.create": {
    fields: { name: { type: "string!", minLength: 3 }, project: "string", ...content },
    handle: write(({ request: { name, project, tags, comment }, context, caller }) => {
      // The text is not taken here: the official server drops it as well, and clients send it by `update`.
      const report = context.reports.create(caller, {
        ...contentOf({ name, tags, comment }),
        name: reportName(name),
        project,
      });
      return { id: report.id, project_id: report.project ?? "" };
    }),
  },
  "reports.update": {
    fields: { task: "string!", name: { type: "string", minLength: 3, null: "kept" }, ...content },
    handle: write(({ request: { task, name, ...given }, context, caller }) => {
      context.reports.check(task);
      if (name === null) {
        throw new ApiFailure(results.dataValidationError, { detail: "name: expected a text" });
      }
      const { updated, fields } = context.reports.update(caller, task, contentOf({ name, ...given }));
      if (updated === 0) {
        return { updated, fields };
      }
      const { report } = given;
      return { updated, fields: { ...fields, ...(report === undefined ? {} : { report: shorten(report, 100) }) } };
    }),
  },
  "reports.move": {
    fields: { task: "string!", project: { type: "string", null: "kept" }, project_name: "string" },
    handle: write(({ request: { task, project, project_name: projectName }, context, caller }) => {
      if (project === undefined && !projectName) {
        throw new ApiFailure(results.missingRequiredFields, { detail: "project or project_name is required" });
      }
      return { project_id: context.reports.move(caller, task, { project, projectName }).id };
    }),
  },
  "reports.publish": {
    fields: statusFields,
    handle: write(({ request: { task, message }, context, caller }) => context.reports.publish(caller, task, message)),
  },
  "reports.archive": {
    fields: statusFields,
    handle: write(({ request: { task, message }, context, caller }) => {
      context.reports.setArchived(caller, task, true, message);
      return { archived: 1 };
    }),
  },
  "reports.unarchive": {
    fields: statusFields,
    handle: write(({ request: { task, message }, context, caller }) => {
      context.reports.setArchived(caller, task, false, message);
      return { unarchived: 1 };
    }),
  },
  "reports.delete": {
    fields: { task: "string!", force: "boolean" },
    handle: answerFreedSpace(({ request: { task, force }, context, caller }) => ({
      deleted: 1,
      freed: context.reports.delete(caller, task, force),
    })),
  },
  "reports.get_tags": ({ context }) => ({ tags: context.reports.tags() }),
  "reports.get_all_ex": {
    fields: { ...taskListFields, project: uncheckedField },
    handle: (call) => listReports(call),
  },
  "reports.get_task_data": {
    fields: {
      ...taskListFields,
      plots: { type: "object", fields: { ...sampleFields, last_iters_per_task_metric: "boolean" } },
      debug_images: { type: "object", fields: sampleFields },
      scalar_metrics_iter_histogram: { type: "object", fields: samplingFields },
      single_value_metrics: "object",
      model_events: "boolean",
    },
    handle: (call) => taskData(call),
  },
};

/** Lists reports. A project may be named by what the reports are about, or be a project of reports itself. */
function listReports({ request, context, version }: Call<"reports.get_all_ex">): ReplyOf<"reports.get_all_ex"> {
  const { project, include_subprojects, type: _type, ...query } = request;
  const named = [project].flat();
  const homes = project === undefined ? and() : homesOf(context, named, include_subprojects);
  if (homes === undefined) {
    return { tasks: [] };
  }
  const { items, scroll } = listTasks<JoinedTaskRecord>(
    { request: query, context, version },
    { joined: true, where: and(where("type", "report"), homes) },
  );
  return { tasks: items, ...scroll };
}

/** The condition that a report is about one of the projects; `null` stands for reports about none. */
function homesOf(
  { listings, records }: ServerContext,
  projects: readonly unknown[],
  withSubprojects = false,
): Condition | undefined {
  const ids = projects.filter((id) => typeof id === "string");
  const all = withSubprojects ? listings.withDescendants(ids) : ids;
  const atRoot = projects.includes(null) ? [isEmpty(["parent"])] : [];
  const places = or(where("parent", ...all), where("id", ...all), ...atRoot);
  const homes = records.projects.findIds(and(where("basename", REPORTS_PROJECT), places));
  return homes.length === 0 ? undefined : where("project", ...homes);
}

type GivenContent = { readonly [Field in keyof ReportContent]?: Readonly<ReportContent[Field]> | undefined };

/** Reads the content of a report from a request, in the form in which it is stored. */
function contentOf({ name, tags, comment, report, report_assets }: GivenContent): ReportContent {
  return {
    ...(name === undefined ? {} : { name: reportName(name) }),
    ...(tags ? { tags: cleanTags(tags) } : {}),
    ...(comment === undefined ? {} : { comment }),
    ...(report === undefined ? {} : { report }),
    ...(report_assets ? { report_assets: [...report_assets] } : {}),
  };
}

function reportName(name: string): string {
  if (name.length >= 3) {
    return checkName(name);
  }
  throw new ApiFailure(results.validationError, { detail: "name: must have at least 3 characters" });
}
