import { createHash } from "node:crypto";
import type { Connection } from "@clearml-ts/client";
import { BareClient } from "../../server/server-client.ts";
import { count, durations } from "../format.ts";
import { spread } from "../median.ts";
import type { Bench } from "../suite.ts";
import type { FilledProject } from "./project.ts";
import { type Row, wanted } from "./row.ts";

type PageCall = readonly [page: string, endpoint: string, request: object, limit?: number];

/** Milliseconds within which a page is answered. */
const LIMIT = 50;

/** Asks what the pages of the official web UI ask, in a project that is as full as people let one become. */
export async function pages(
  { progress }: Bench,
  connection: Connection,
  { filled, calls }: { filled: FilledProject; calls: number },
): Promise<Row[]> {
  progress(`pages of a project with ${count(filled.tasks)} tasks`);
  const client = await BareClient.for(connection);
  const rows: Row[] = [];
  for (const [page, endpoint, request, limit = LIMIT] of await callsOfPages(filled, client)) {
    const answered = spread(await client.time(endpoint, request, calls));
    rows.push(wanted(`${page}: \`${endpoint}\``, durations(answered), `< ${limit} ms`, answered.median * 1000 < limit));
  }
  return rows;
}

async function callsOfPages({ project, task, others, queue }: FilledProject, client: BareClient): Promise<PageCall[]> {
  const compared = [task, ...others.slice(0, 9)];
  const log = { task, batch_size: 1000, navigate_earlier: true };
  const table = tableOfTasks(project);
  const { scroll_id } = JSON.parse(await client.post("tasks.get_all_ex", JSON.stringify(table))).data as {
    scroll_id: string;
  };
  return [
    ["dashboard, projects", "projects.get_all_ex", dashboard],
    ["dashboard, recent tasks", "tasks.get_all_ex", recentTasks],
    ["a project's card", "projects.get_all_ex", { id: [project], include_stats: true }],
    ["tasks, first page", "tasks.get_all_ex", table, 30],
    ["tasks, the same page again", "tasks.get_all_ex", { ...table, scroll_id }],
    ["tasks, by name", "tasks.get_all_ex", { ...table, order_by: ["name"] }],
    ["tasks, by a metric", "tasks.get_all_ex", { ...table, order_by: [METRIC_COLUMN] }],
    ["tasks, by a parameter", "tasks.get_all_ex", { ...table, order_by: [PARAMETER_COLUMN] }],
    ["tasks, filtered", "tasks.get_all_ex", { ...table, status: ["failed"], tags: ["odd"] }],
    ["tasks, searched", "tasks.get_all_ex", { ...table, _any_: SEARCH }],
    ["tasks, names of users", "projects.get_user_names", { projects: [project], entity: "task" }],
    ["tasks, tags", "projects.get_task_tags", { projects: [project] }],
    ["tasks, types", "tasks.get_types", { projects: [project] }],
    ["tasks, parents", "projects.get_task_parents", { projects: [project], tasks_state: "active" }],
    ["tasks, metric columns", "projects.get_unique_metric_variants", { project }],
    ["tasks, parameter columns", "projects.get_hyper_parameters", { project }],
    ["tasks, values of a parameter", "projects.get_hyperparam_values", { projects: [project], ...PARAMETER }],
    ["a task", "tasks.get_by_id_ex", { id: [task] }],
    ["a task's console", "events.get_task_log", log],
    ["a task's scalars", "events.scalar_metrics_iter_histogram", { task: others[0], key: "iter" }],
    ["a task's plots", "events.get_task_plots", { task, iters: 1 }],
    ["a task's debug samples", "events.debug_images", { metrics: [{ task }], iters: 3 }],
    ["ten tasks compared", "events.multi_task_scalar_metrics_iter_histogram", { tasks: compared, key: "iter" }],
    ["search everywhere", "organization.get_entities_count", { search_text: "task", tasks: {}, models: {} }],
    ["models", "models.get_all_ex", { project: [project], size: 30, order_by: ["-last_update"] }],
    ["queues", "queues.get_all_ex", { max_task_entries: 1 }],
    ["a queue", "queues.get_all_ex", { id: [queue] }],
    ["workers", "workers.get_all", {}],
  ];
}

const SEARCH = { pattern: "task 77", fields: ["id", "name", "user", "comment", "report"] };
const PARAMETER = { section: "Args", name: "parameter 3" };
const PARAMETER_COLUMN = "hyperparams.Args.parameter 3";
const md5 = (name: string) => createHash("md5").update(name).digest("hex");
const METRIC_COLUMN = `-last_metrics.${md5("curve 0")}.${md5("train")}.value`;

const dashboard = {
  stats_for_state: "active",
  include_stats: true,
  check_own_contents: true,
  order_by: ["featured", "-last_update"],
  page: 0,
  page_size: 6,
  include_stats_filter: { system_tags: ["-pipeline"] },
  only_fields: ["name", "basename", "company", "user", "created", "default_output_destination"],
};

const recentTasks = {
  page: 0,
  page_size: 5,
  order_by: ["-last_update"],
  status: ["in_progress", "completed", "stopped", "failed", "published", "closed"],
  type: ["__$not", "annotation_manual", "__$not", "dataset_import"],
  system_tags: ["-archived", "-pipeline"],
  user: null,
  only_fields: ["id", "name", "type", "status", "started", "last_update", "project.name"],
};

/** The table of tasks, as the web UI asks for its first page. */
function tableOfTasks(project: string) {
  const fields = "id name type status tags system_tags last_update last_iteration user.name project.name parent.name";
  return {
    project: [project],
    id: [],
    type: [],
    user: [],
    size: 30,
    scroll_id: null,
    refresh_scroll: true,
    order_by: ["-last_update"],
    system_tags: ["__$not", "archived", "__$not", "pipeline", "__$not", "dataset", "__$not", "reports"],
    include_subprojects: false,
    only_fields: [...fields.split(" "), "runtime.progress", "hyperparams.properties.version.value"],
  };
}
